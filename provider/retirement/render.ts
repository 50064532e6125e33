import type { Blocker } from "./blocker";
import type { Effect, Reversibility } from "./effect";
import type { Instant } from "./instant";
import type { Outcome, RetirementPlan } from "./plan";
import type { Call } from "./planned-call";

/** The one renderer of plans: the error of a refused delete, the report of a done one and the preview print through it. */

/** `2026-11-29 18:04 UTC`: people read minutes; seconds stay in the JSON. */
export const renderInstant = (instant: Instant): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;

const minuteMs = 60_000;

/** A moment to wait for, in minutes that have surely passed it. */
export const renderDeadline = (instant: Instant): string =>
    renderInstant(new Date(Math.ceil(Date.parse(instant) / minuteMs) * minuteMs).toISOString());

/** `ec2:DeleteSnapshot SnapshotId=snap-1` */
export const renderCall = ({ service, operation, input }: Call): string =>
    [`${service}:${operation}`, ...Object.entries(input).map(([name, value]) => `${name}=${renderValue(value)}`)].join(
        " ",
    );

const renderValue = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const renderReversibility = (reversible: Reversibility): string => {
    switch (reversible.is) {
        case "always":
            return "";
        case "until":
            return `, restorable until ${renderInstant(reversible.at)}`;
        case "never":
            return ", for good";
        case "unknown":
            return `, and whether it can be restored is not known: ${reversible.because}`;
    }
};

/** What becomes of one thing, and for how long that can be taken back. */
export const renderEffect = ({ fact, reversible }: Effect): string => `${fact}${renderReversibility(reversible)}`;

const reasons = (count: number): string => (count === 1 ? "1 reason" : `${count} reasons`);

const verdicts: Readonly<Record<Outcome, (plan: RetirementPlan) => string>> = {
    retire: () => "will be retired",
    defer: plan =>
        plan.outcome === "defer" && plan.until !== undefined
            ? `deferred until ${renderDeadline(plan.until)}`
            : "deferred",
    retain: () => "kept",
    "already-retired": () => "already retired",
    blocked: plan => (plan.outcome === "blocked" ? `blocked: ${reasons(plan.blockers.length)}` : "blocked"),
    unknown: plan => (plan.outcome === "unknown" ? `unknown: ${reasons(plan.blockers.length)}` : "unknown"),
};

export const renderVerdict = (plan: RetirementPlan): string => verdicts[plan.outcome](plan);

/** One blocker as two indented lines: the fact, and what lifts it. */
export const renderBlocker = (blocker: Blocker): string =>
    `  - ${blocker.fact} [${blocker.code}]\n    remedy: ${blocker.remedy}`;

/** The whole plan as text, verdict first. */
export const renderPlan = (subject: string, plan: RetirementPlan): string => {
    const lines = [`${subject}: ${renderVerdict(plan)}`];
    if ("because" in plan) lines.push(`  ${plan.because}`);
    if ("effects" in plan) {
        lines.push(...plan.effects.map(effect => `  - ${renderEffect(effect)}`));
    }
    if ("blockers" in plan) lines.push(...plan.blockers.map(renderBlocker));
    lines.push(...plan.warnings.map(warning => `  warning: ${warning.fact}`));
    return lines.join("\n");
};

/** A plan that does not let the row go: the verdict and its reasons, without what would become of things otherwise. */
export const renderRefusal = (subject: string, plan: RetirementPlan): string =>
    renderPlan(subject, "effects" in plan ? { ...plan, effects: [] } : plan);

/** What a carried-out plan did, on one line: its facts name their subjects. */
export const renderDone = (plan: RetirementPlan, effects: readonly Effect[]): string => {
    // Why a retirement was deferred at first is no news once it is done.
    const because = "because" in plan && plan.outcome !== "defer" ? [plan.because] : [];
    const lines = effects.map(renderEffect);
    return [...because, ...lines, ...plan.warnings.map(({ fact }) => `warning: ${fact}`)].join("; ");
};
