import { oc } from "@orpc/contract";
import { z } from "zod";
import { errors } from "./errors.ts";

/** What a procedure can change, and what a window has to read again. */
export const topic = z.enum([
  "journal",
  "entries",
  "weekly",
  "today",
  "prompts",
  "commitments",
  "moments",
  "people",
  "crises",
  "protection",
  "backups",
  "settings",
]);

/** All topics: what a journal that is opened, locked or replaced changes. */
export const ALL_TOPICS = topic.options;

/** One of the topics. */
export type Topic = z.infer<typeof topic>;

/** Every procedure starts here: the closed list of errors, and the topics it changes. */
export const procedure = oc.$meta<{ changes?: readonly Topic[] }>({}).errors(errors);
