import * as pulumi from "@pulumi/pulumi";
import * as retire from "pulumi-retire";

const image = new retire.aws.Ami("x", { imageId: pulumi.output("ami-0123456789abcdef0") }, { protect: true });

export const id: pulumi.Output<string> = image.id;
