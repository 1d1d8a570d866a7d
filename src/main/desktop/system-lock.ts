import { powerMonitor } from "electron";

/**
 * Calls `lock` when the machine goes to sleep, and when the system's own lock comes down. Of that lock
 * Electron tells on macOS and Windows only. After `ready`.
 */
export function lockWithTheSystem(lock: () => void): void {
  powerMonitor.on("suspend", lock);
  powerMonitor.on("lock-screen", lock);
}
