import { aws } from "./aws";
import { ec2 } from "./ec2";
import { rbin } from "./rbin";
import type { Cloud, Service } from "./service";
import { sts } from "./sts";

/** The registry: a service is its folder and its place here; a cloud with another way to say who calls is one more line. */
export const clouds: readonly Cloud[] = [aws([ec2, rbin, sts])];

export const services: readonly Service[] = clouds.flatMap(cloud => cloud.services);
