import type { ImageApi } from "../../../../provider/aws/ami/api";
import type { ObservedImage } from "../../../../provider/aws/ami/observation";
import { readingOf } from "../../../../provider/aws/reading";
import { CallError, type Meaning } from "../../../../provider/execution/errors";
import { type Call, callKey, type Reading } from "../../../../provider/retirement";
import { changed } from "./simulated-changes";
import type { Fault, Question, SimulatedImage, SimulatedWorld } from "./simulated-world";

/** A call that EC2 got, and its answer: `yes`, or what the refusal means. */
export interface Received extends Call {
    readonly atMs: number;
    readonly answer: "yes" | Meaning;
}

/** No run asks so many questions: one that does would ask for ever. */
const endless = 10_000;

const faultCodes: Readonly<Record<Fault, readonly [code: string, meaning: Meaning]>> = {
    denied: ["UnauthorizedOperation", "denied"],
    throttled: ["RequestLimitExceeded", "throttled"],
    cut: ["ECONNRESET", "transient"],
};

/**
 * EC2 in memory, behind the port that looking and acting go through: what is sent takes effect as EC2 documents it. Each
 * change makes another world, so that several may begin with the same one. Its clock stands still unless somebody sleeps.
 */
export class SimulatedEc2 implements ImageApi {
    readonly received: Received[] = [];
    /** When the row's image was first seen to be no longer in the making. */
    settledSeenMs: number | undefined;
    /** Snapshots that a deregistration was to take along and did not. */
    readonly left = new Set<string>();
    world: SimulatedWorld;
    elapsedMs = 0;
    private readonly throttled = new Set<string>();
    private asked = 0;
    private shown: { readonly image: SimulatedImage; readonly untilMs: number } | undefined;

    constructor(
        private readonly imageId: string,
        world: SimulatedWorld,
    ) {
        this.world = world;
    }

    readonly now = (): Date => new Date(Date.parse(this.world.now) + this.elapsedMs);
    readonly region = async () => "eu-central-1";
    readonly account = () => this.answer("account", () => this.world.caller);

    readonly describeImage = (id: string) =>
        this.answer("image", (): ObservedImage | undefined => {
            const shown = this.shownStill();
            if (shown?.imageId === id) return imageOnly(shown);
            const image = this.live(id);
            if (image?.settles !== undefined && image.state === image.settles.to) this.settledSeenMs ??= this.elapsedMs;
            return image === undefined ? undefined : imageOnly(image);
        });

    readonly describeImagesOn = (snapshotIds: readonly string[]) =>
        this.answer("imagesOn", () =>
            this.world.images
                .filter(({ bin, ownerId }) => bin === undefined && ownerId === this.world.caller)
                .filter(image => image.snapshotIds.some(id => snapshotIds.includes(id)))
                .map(imageOnly),
        );

    readonly describeSnapshots = (ids: readonly string[]) =>
        this.answer("snapshots", () =>
            this.world.snapshots
                .filter(({ id, leaves }) => ids.includes(id) && leaves === undefined)
                .map(({ id, ownerId, tags, startTime }) => ({
                    SnapshotId: id,
                    OwnerId: ownerId,
                    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
                    StartTime: new Date(startTime),
                })),
        );

    readonly describeLockedSnapshots = (ids: readonly string[]) =>
        this.answer("locks", () =>
            this.world.snapshots.flatMap(({ id, leaves, lock }) =>
                lock === undefined || leaves !== undefined || !ids.includes(id)
                    ? []
                    : [
                          {
                              SnapshotId: id,
                              LockState: lock.state,
                              ...(lock.expires === undefined ? {} : { LockExpiresOn: new Date(lock.expires) }),
                          },
                      ],
            ),
        );

    readonly binnedImage = (id: string) =>
        this.answer("binnedImage", () => this.world.images.find(image => image.imageId === id)?.bin);

    readonly binnedSnapshots = () =>
        this.answer("binnedSnapshots", () =>
            this.world.snapshots.flatMap(({ id, description, leaves }) =>
                leaves === undefined ? [] : [{ id, description, leaves }],
            ),
        );

    readonly rules: ImageApi["rules"] = type => this.reading(type, () => this.world.rules[type]);

    readonly launches: ImageApi["launches"] = async () => ({
        groups: await this.reading("groups", () => this.world.groups),
        fleets: await this.reading("fleets", () => this.world.fleets),
        spotFleets: await this.reading("spotFleets", () => this.world.spotFleets),
        launchConfigurations: await this.reading("launchConfigurations", () => this.world.launchConfigurations),
        templateVersions: await this.reading("templateVersions", () => this.world.templateVersions),
    });

    readonly references: ImageApi["references"] = async () => ({
        references: await this.reading("references", () => this.world.references),
        pipelines: await this.reading(
            "pipelines",
            () => new Map(this.world.builtRecipes.map(recipe => [recipe, ["arn:aws:imagebuilder:::image-pipeline/p"]])),
        ),
        grantees: await this.reading("grantees", () => this.world.grantees),
        usageReport: await this.reading("usageReport", () => undefined),
    });

    readonly send: ImageApi["send"] = async call => {
        const { operation, input } = call;
        const atMs = this.now().getTime();
        try {
            if (this.world.throttlesFirst && !this.throttled.has(callKey(call))) {
                this.throttled.add(callKey(call));
                throw new CallError(`ec2:${operation}`, "RequestLimitExceeded", "throttled", "EC2 is busy");
            }
            const before = this.live(String(input.ImageId));
            const lingering = this.shownStill();
            const { world, sent } = changed(this.world, call, {
                now: this.now(),
                live: id => this.live(id),
                lingering,
            });
            this.received.push({ ...call, atMs, answer: "yes" });
            if (input.DryRun === true) return {};
            this.world = world;
            // Attributes show at once: only what state the image is in afterwards takes its time.
            if (before !== undefined && (operation === "DeregisterImage" || operation === "DisableImage"))
                this.shown = { image: before, untilMs: this.elapsedMs + world.lagMs };
            for (const [id, fate] of sent.fates ?? []) if (fate.is === "left") this.left.add(id);
            return sent;
        } catch (error) {
            if (CallError.is(error)) this.received.push({ ...call, atMs, answer: error.meaning });
            throw error;
        }
    };

    /** The image as it was before a call of which EC2 does not know everywhere yet. */
    private shownStill(): SimulatedImage | undefined {
        return this.shown !== undefined && this.elapsedMs < this.shown.untilMs ? this.shown.image : undefined;
    }

    /** The image as it is by now; the row's may be in the making. */
    private live(id: string): SimulatedImage | undefined {
        const image = this.world.images.find(({ imageId, bin }) => imageId === id && bin === undefined);
        const isSettled = image?.settles !== undefined && this.elapsedMs >= image.settles.afterMs;
        const isInTheMaking = image?.state === "pending" || image?.state === "transient";
        return image !== undefined && isSettled && isInTheMaking ? { ...image, state: image.settles.to } : image;
    }

    private async answer<T>(question: Question, answer: () => T): Promise<T> {
        if (++this.asked > endless) throw new Error("the run does not end");
        const fault = this.world.faults[question];
        if (fault === undefined) return answer();
        const [code, meaning] = faultCodes[fault];
        const options = meaning === "denied" ? { remedy: `allow ec2:${question}` } : {};
        throw new CallError(`ec2:${question}`, code, meaning, `no answer about ${this.imageId}`, options);
    }

    private reading<T>(question: Question, answer: () => T): Promise<Reading<T>> {
        return readingOf(() => this.answer(question, answer));
    }
}

const imageOnly = ({ bin: _, settles: __, ...image }: SimulatedImage): ObservedImage => image;
