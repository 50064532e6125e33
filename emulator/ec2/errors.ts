import { CloudError } from "../service";

/** EC2's errors with the texts that are known of it. Sources and doubts: MODEL.md. */
export const malformed = (kind: "AMI" | "Snapshot" | "Instance" | "Volume", id: string): CloudError => {
    const [code, prefix] = {
        AMI: ["InvalidAMIID.Malformed", "ami"],
        Snapshot: ["InvalidSnapshotID.Malformed", "snap"],
        Instance: ["InvalidInstanceID.Malformed", "i"],
        Volume: ["InvalidVolumeID.Malformed", "vol"],
    }[kind] as [string, string];
    return new CloudError(code, `Invalid id: "${id}" (expecting "${prefix}-...")`);
};

export const noSuchImage = (...ids: readonly string[]): CloudError =>
    new CloudError(
        "InvalidAMIID.NotFound",
        ids.length === 1
            ? `The image id '[${ids[0]}]' does not exist`
            : `The image ids '[${ids.join(", ")}]' do not exist`,
    );

export const imageUnavailable = (id: string): CloudError =>
    new CloudError("InvalidAMIID.Unavailable", `The image id '[${id}]' is no longer available`);

export const notYourImage = (id: string): CloudError =>
    new CloudError("AuthFailure", `Not authorized for image:${id}`, 403);

export const noSuchSnapshot = (id: string): CloudError =>
    new CloudError("InvalidSnapshot.NotFound", `The snapshot '${id}' does not exist.`);

export const snapshotInUse = (id: string, image: string): CloudError =>
    new CloudError("InvalidSnapshot.InUse", `The snapshot ${id} is currently in use by ${image}`);

export const backupSnapshot = (): CloudError =>
    new CloudError(
        "InvalidParameterValue",
        "This snapshot is managed by the AWS Backup service and cannot be deleted via EC2 APIs. " +
            "If you wish to delete this snapshot, please do so via the Backup console.",
    );

export const badValue = (message: string): CloudError => new CloudError("InvalidParameterValue", message);
export const badCombination = (message: string): CloudError => new CloudError("InvalidParameterCombination", message);
export const missing = (parameter: string): CloudError =>
    new CloudError("MissingParameter", `The request must contain the parameter ${parameter}`);
