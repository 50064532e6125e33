export type * from "./contract";
export { variantAnswers } from "./settings";
export { startEmulator } from "./start";
