import { useLocation, useNavigate } from "react-router";
import { flushTexts } from "../../saving/open-texts.ts";

/**
 * Leads back to where one came from; what is typed is written behind.
 * @param address where one goes who came from nowhere.
 */
export function useWayBack(address: string): () => void {
  const navigate = useNavigate();
  const { key } = useLocation();
  return () => {
    // What is typed now is meant for the page that comes, not for the text that is left.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    void flushTexts();
    // The first page of a window has this key, and nothing before it.
    if (key === "default") void navigate(address, { replace: true });
    else void navigate(-1);
  };
}
