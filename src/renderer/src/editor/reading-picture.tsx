import { useQuery } from "@tanstack/react-query";
import { useConnection } from "../api/client.ts";
import { messages } from "./messages.ts";

/** A picture in a text that is read. One that the journal does not have says what it showed. */
export function ReadingPicture({ attachment, alt }: { attachment: string; alt: string }) {
  const { queries } = useConnection();
  const { data, isError } = useQuery(
    queries.attachments.read.queryOptions({ input: { sha256: attachment } }),
  );
  if (data === null || isError) {
    return <span className="picture is-missing">{messages.pictureMissing(alt)}</span>;
  }
  if (data === undefined) return <span className="picture is-reading" />;
  return (
    <span className="picture">
      <img
        src={`data:${data.type};base64,${data.data}`}
        width={data.width}
        height={data.height}
        alt={alt === "" ? messages.picture : alt}
      />
    </span>
  );
}
