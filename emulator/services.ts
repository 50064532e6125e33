import { autoscaling } from "./autoscaling";
import { aws } from "./aws";
import { ec2 } from "./ec2";
import { ecs } from "./ecs";
import { events } from "./events";
import { imagebuilder } from "./imagebuilder";
import { rbin } from "./rbin";
import { scheduler } from "./scheduler";
import type { Cloud, Service } from "./service";
import { ssm } from "./ssm";
import { sts } from "./sts";

/** The registry: a service is its folder and its place here; a cloud with another way to say who calls is one more line. */
export const clouds: readonly Cloud[] = [aws([ec2, rbin, sts, autoscaling, ssm, imagebuilder, ecs, events, scheduler])];

export const services: readonly Service[] = clouds.flatMap(cloud => cloud.services);
