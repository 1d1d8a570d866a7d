import { EventEmitter } from "node:events";

type Listener = (...values: never[]) => void;

/** Listening and telling, with a signature that each of Electron's overloads fits. */
export class Listening {
  readonly #emitter = new EventEmitter();

  on(event: string, listener: Listener): never {
    this.#emitter.on(event, listener as (...values: unknown[]) => void);
    return this as never;
  }

  once(event: string, listener: Listener): never {
    this.#emitter.once(event, listener as (...values: unknown[]) => void);
    return this as never;
  }

  emit(event: string, ...values: unknown[]): boolean {
    return this.#emitter.emit(event, ...values);
  }
}

/** An event that can be prevented. */
export function preventable<Data extends object>(data: Data) {
  return {
    ...data,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}
