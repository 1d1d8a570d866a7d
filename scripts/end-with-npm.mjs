// Imported by what npm runs for long. Whoever ends `npm start` by a signal ends npm and the shell
// between, and many shells do not hand the signal on; so a parent that went away is taken for one.
if (process.env.npm_lifecycle_event !== undefined && process.platform !== "win32") {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}
