import type { Call } from "../service";
import { CloudError } from "../service";
import { imagesIn } from "./image";

export const checkName = (name: string): void => {
    if (!/^[A-Za-z0-9()[\] ./\-'@_]{3,128}$/.test(name)) {
        throw new CloudError(
            "InvalidAMIName.Malformed",
            "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, '(', ')', '.', '-', '/' and '_'",
        );
    }
};

/** Names are unique among an account's registered images of a Region; in the Recycle Bin a name is free. */
export const checkNameIsFree = (call: Pick<Call, "caller" | "world" | "now">, Name: string | undefined): void => {
    const other = imagesIn(call.world, call.caller.region, call.now).find(
        row => row.where === "live" && row.image.OwnerId === call.caller.account && row.image.Name === Name,
    );
    if (other !== undefined) {
        throw new CloudError(
            "InvalidAMIName.Duplicate",
            `AMI name ${Name} is already in use by AMI ${other.image.ImageId}`,
        );
    }
};
