import { CloudError } from "../service";

/** Auto Scaling's errors, in the texts that are known of it. Sources and doubts: MODEL.md. */
export const invalid = (message: string): CloudError => new CloudError("ValidationError", message);

export const noSuchGroup = (name: string): CloudError =>
    invalid(`AutoScalingGroup name not found - AutoScalingGroup '${name}' not found`);

export const noSuchConfiguration = (name: string): CloudError =>
    invalid(`Launch configuration name not found - Launch configuration ${name} not found`);
