import { safeStorage } from "electron";
import type { DeviceKeeper } from "../storage/slots.ts";

/**
 * The system's keeper of secrets; null where it is none. After `ready`. On macOS asking whether it is
 * there may bring up the system's own question already, so there it is not asked before it is used.
 */
export function systemKeeper(): DeviceKeeper | null {
  if (process.platform !== "darwin" && !canSeal()) return null;
  return {
    // It seals text only.
    seal: (secret) => safeStorage.encryptString(secret.toString("base64")),
    unseal: (sealed) => Buffer.from(safeStorage.decryptString(sealed), "base64"),
  };
}

function canSeal(): boolean {
  // Without a keyring `basic_text` would seal with a password that everybody knows.
  const isLinux = process.platform === "linux";
  if (isLinux && safeStorage.getSelectedStorageBackend() === "basic_text") return false;
  return safeStorage.isEncryptionAvailable();
}
