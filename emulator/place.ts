import type { Place } from "./contract";

export const homeOf = ({ account = "000000000000", region = "us-east-1" }: Place): Required<Place> => ({
    account,
    region,
});
