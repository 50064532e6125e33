export type * from "./contract";
export { startEmulator } from "./start";
