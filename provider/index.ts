/**
 * pulumi-retire: removing a machine image or a task definition from a program does exactly what its owner meant.
 */
export * as aws from "./aws/index";
