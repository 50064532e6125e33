import { Ami } from "pulumi-retire/aws";

new Ami("x", { imageId: "ami-0123456789abcdef0", deletionPolicy: { deleteAssociatedSnapshot: true } });
