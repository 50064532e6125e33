import { CloudError } from "../service";

/** Image Builder's errors. Sources and doubts: MODEL.md. */
export const invalid = (message: string): CloudError => new CloudError("InvalidParameterValueException", message);

export const notFound = (arn: string): CloudError =>
    new CloudError(
        "ResourceNotFoundException",
        `The resource with ARN '${arn}' does not exist or is not accessible.`,
        404,
    );

export const alreadyExists = (arn: string): CloudError =>
    new CloudError("ResourceAlreadyExistsException", `The resource '${arn}' already exists.`);
