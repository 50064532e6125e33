import { Ami, type AmiArgs } from "pulumi-retire/aws";
import { type Emulator, startEmulator } from "pulumi-retire/emulator";
import { type RetirementPlan, renderPlan } from "pulumi-retire/retirement";

const args: AmiArgs = {
    imageId: "ami-0123456789abcdef0",
    deletionPolicy: { action: "deregister", deleteAssociatedSnapshots: true },
};

export const imageId: Ami["id"] = new Ami("x", args).id;
export const show = (plan: RetirementPlan): string => renderPlan("ami-0123456789abcdef0", plan);
export const start = (): Promise<Emulator> => startEmulator();
