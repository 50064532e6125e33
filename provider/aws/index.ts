/** Retirement of objects in Amazon Web Services. */
export { Ami, type AmiArgs, type AmiDeletionPolicy, type AmiReferenceKind } from "./ami/resource";
