import { allKinds, kinds } from "../../kinds";
import { DynamicProvider } from "../dynamic";

/*
 * What the text stored with every row requires. Names, once released, stay for as long as any stack holds a row.
 * Each kind loads when it is first used, and its cloud's SDK later still.
 */

/** `aws.Ami` */
export const ami = new DynamicProvider(kinds.ami, allKinds);
/** `aws.TaskDefinition` */
export const taskDefinition = new DynamicProvider(kinds.taskDefinition, allKinds);
