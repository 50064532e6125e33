import type { WireAnswer, WireRequest } from "./service";
import type { Switches } from "./start";

const prefix = "/_emulator/";

export const isControl = ({ path }: WireRequest): boolean => path.startsWith(prefix);

export const answerControl = async (_request: WireRequest, _switches: Switches): Promise<WireAnswer> => ({
    status: 404,
    headers: {},
    body: "",
});
