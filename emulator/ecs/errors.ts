import { CloudError } from "../service";

/** ECS's errors. Sources and doubts: MODEL.md. */
export const clientException = (message: string): CloudError => new CloudError("ClientException", message);
export const invalidParameter = (message: string): CloudError => new CloudError("InvalidParameterException", message);

export const clusterNotFound = (): CloudError => new CloudError("ClusterNotFoundException", "Cluster not found.");
export const serviceNotFound = (): CloudError => new CloudError("ServiceNotFoundException", "Service not found.");
export const serviceNotActive = (): CloudError =>
    new CloudError("ServiceNotActiveException", "Service was not ACTIVE.");
export const taskSetNotFound = (): CloudError => new CloudError("TaskSetNotFoundException", "TaskSet not found.");
export const deploymentNotFound = (): CloudError =>
    new CloudError("ServiceDeploymentNotFoundException", "Service deployment not found.");
