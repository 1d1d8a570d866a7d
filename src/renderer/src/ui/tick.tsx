/** A step that is behind one. `label` says so. */
export function Tick({ label }: { label: string }) {
  return (
    <svg className="tick" viewBox="0 0 10 10" role="img" aria-label={label}>
      <path d="M1 5.4 3.9 8.2 9 1.8" fill="none" stroke="currentColor" strokeWidth="1.6" />
    </svg>
  );
}
