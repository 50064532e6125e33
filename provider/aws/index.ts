/** Retirement of objects in Amazon Web Services. */
export { Ami, type AmiArgs, type AmiDeletionPolicy, type AmiReferenceKind } from "./ami/resource";
export {
    type AdoptedTaskDefinitionArgs,
    type RegisteredTaskDefinitionArgs,
    TaskDefinition,
    type TaskDefinitionArgs,
    type TaskDefinitionDeletionPolicy,
    type TaskDefinitionReferenceKind,
} from "./task-definition/resource";
