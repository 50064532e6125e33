import { ResourceHook } from "@pulumi/pulumi";
import { Ami } from "pulumi-retire/aws";
import { type PreviewHookOptions, previewHook } from "pulumi-retire/hooks";

const options: PreviewHookOptions = { timeoutSeconds: 5 };
const own = new ResourceHook("own", () => undefined);
const hooks = { beforeDelete: [...previewHook(options), own] };

new Ami("x", { imageId: "ami-0123456789abcdef0" }, { hooks });
new Ami("y", { imageId: "ami-0123456789abcdef1" }, { hooks: { beforeDelete: previewHook() } });
