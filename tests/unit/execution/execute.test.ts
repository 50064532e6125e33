import assert from "node:assert/strict";
import { CallError, type Meaning, RetirementError } from "../../../provider/execution/errors";
import { executeRetirement } from "../../../provider/execution/execute";
import type { Effect, RetirementPlan } from "../../../provider/retirement";
import { call, fails, plans, Stage } from "./stage";

const deregister = call("DeregisterImage", { ImageId: "ami-1" });
const undo = call("EnableImageDeregistrationProtection", { ImageId: "ami-1", WithCooldown: false });
const lift = { ...call("DisableImageDeregistrationProtection", { ImageId: "ami-1" }), undo };
const deleteOf = (id: string) => call("DeleteSnapshot", { SnapshotId: id });

describe("carrying out a retirement", () => {
    it("sends the calls of the plan in order, then looks whether it is gone", async () => {
        const stage = new Stage().sees(plans.retire(lift, deregister), plans.gone());
        const retired = await stage.run();
        assert.deepEqual(stage.book, [
            "look",
            "send DisableImageDeregistrationProtection",
            "send DeregisterImage",
            "look",
        ]);
        assert.deepEqual(
            stage.sent.map(sent => sent.input),
            [lift.input, deregister.input],
        );
        assert.equal(retired.plan.outcome, "retire", "the plan that it reports is that of the first look");
        assert.deepEqual(
            retired.calls.map(sent => sent.operation),
            stage.operations,
        );
    });

    it("remembers the answers' request ids", async () => {
        const stage = new Stage().sees(plans.retire(deregister), plans.gone());
        const { calls } = await stage.answer("DeregisterImage", { requestId: "req-7" }).run();
        assert.deepEqual(calls, [{ ...deregister, requestId: "req-7" }]);
    });

    it("hands what the answers told about objects to the next look", async () => {
        const fates = new Map([["snap-1", { is: "gone" as const }]]);
        const stage = new Stage().sees(plans.retire(deregister), plans.gone());
        await stage.answer("DeregisterImage", { fates }).run();
        assert.deepEqual(stage.knowledge, [new Map(), fates]);
    });

    it("deals with what the look afterwards still finds", async () => {
        const left = deleteOf("snap-1");
        const stage = new Stage().sees(plans.retire(deregister), plans.gone(left), plans.gone());
        await stage.run();
        assert.deepEqual(stage.book, ["look", "send DeregisterImage", "look", "send DeleteSnapshot", "look"]);
    });

    describe("sends nothing", () => {
        it("for retain, and lets the row go", async () => {
            const stage = new Stage().sees(plans.retain);
            const { calls } = await stage.run();
            assert.deepEqual([stage.book, calls], [["look"], []]);
        });

        it("for what is gone and left nothing behind", async () => {
            const stage = new Stage().sees(plans.gone());
            await stage.run();
            assert.deepEqual(stage.book, ["look"]);
        });

        for (const outcome of ["blocked", "unknown"] as const) {
            it(`when the first look says ${outcome}: fails at once, with the reasons`, async () => {
                const stage = new Stage().sees(plans[outcome]);
                const error = await stage.fails(outcome);
                assert.deepEqual(stage.book, ["look"]);
                assert.equal(error.blockers.length, 1);
                assert.match(error.message, /EC2 AMI ami-1.*\n.*something is so.*\n.*change it/);
            });
        }
    });

    describe("when the engine is gone", () => {
        it("sends nothing, not even first", async () => {
            const stage = new Stage().sees(plans.retire(deregister)).engineGoneOnce(() => true);
            await stage.fails("engine-gone");
            assert.deepEqual(stage.operations, []);
        });

        it("sends nothing more between two calls, nor the undo; and says that it could not put back what it lifted", async () => {
            const stage = new Stage().sees(plans.retire(lift, deregister));
            stage.engineGoneOnce(() => stage.sent.length > 0);
            const error = await stage.fails("engine-gone");
            assert.deepEqual(stage.operations, ["DisableImageDeregistrationProtection"]);
            assert.match(error.message, /could NOT be put back: ec2:EnableImageDeregistrationProtection/);
        });

        it("sends nothing more between two leftovers", async () => {
            const stage = new Stage().sees(plans.gone(deleteOf("snap-1"), deleteOf("snap-2")));
            stage.engineGoneOnce(() => stage.sent.length > 0);
            await stage.fails("engine-gone");
            assert.equal(stage.sent.length, 1);
        });

        it("does not act after a wait", async () => {
            const stage = new Stage().sees(plans.waiting, plans.retire(deregister));
            stage.engineGoneOnce(() => stage.nowMs > 0);
            await stage.fails("engine-gone");
            assert.deepEqual(stage.book, ["look", "sleep 1000"]);
        });

        it("does not repeat a call after a pause", async () => {
            const stage = new Stage().sees(plans.retire(deregister)).answer("DeregisterImage", fails("throttled"));
            stage.engineGoneOnce(() => stage.nowMs > 0);
            await stage.fails("engine-gone");
            assert.deepEqual(stage.operations, ["DeregisterImage"]);
        });
    });

    describe("a look that has become old", () => {
        it("is made anew before the next call, once more than 5 s have passed", async () => {
            const stage = new Stage().sees(plans.retire(lift, deregister), plans.retire(deregister), plans.gone());
            stage.sendMs = 5_001;
            await stage.run();
            assert.deepEqual(stage.book, [
                "look",
                "send DisableImageDeregistrationProtection",
                "look",
                "send DeregisterImage",
                "look",
            ]);
        });

        it("is good for 5 s", async () => {
            const stage = new Stage().sees(plans.retire(lift, deregister), plans.gone());
            stage.sendMs = 5_000;
            await stage.run();
            assert.deepEqual(stage.book.slice(0, 3), [
                "look",
                "send DisableImageDeregistrationProtection",
                "send DeregisterImage",
            ]);
        });

        it("stops what the new look forbids, and puts back what was lifted", async () => {
            const stage = new Stage().sees(plans.retire(lift, deregister), plans.blocked);
            stage.sendMs = 6_000;
            const error = await stage.fails("blocked");
            assert.deepEqual(stage.operations, [lift.operation, undo.operation]);
            assert.match(error.message, /put back: ec2:EnableImageDeregistrationProtection/);
        });

        it("is made anew between leftovers too; none is sent twice", async () => {
            const left = [deleteOf("snap-1"), deleteOf("snap-2")];
            const stage = new Stage().sees(plans.gone(...left), plans.gone(...left), plans.gone());
            stage.sendMs = 6_000;
            await stage.run();
            assert.deepEqual(stage.book, ["look", "send DeleteSnapshot", "look", "send DeleteSnapshot", "look"]);
            assert.deepEqual(
                stage.sent.map(sent => sent.input.SnapshotId),
                ["snap-1", "snap-2"],
            );
        });
    });

    describe("a look that takes its time", () => {
        const lookingFor = (...lookMs: readonly number[]) => {
            const stage = new Stage().sees(plans.retire(deregister), plans.retire(deregister), plans.gone());
            stage.lookMs = lookMs;
            return stage;
        };

        it("is as old as its beginning", async () => {
            const stage = new Stage().sees(plans.retire(lift, deregister), plans.retire(deregister), plans.gone());
            stage.lookMs = [4_000, 0];
            stage.sendMs = 2_000;
            await stage.run();
            assert.deepEqual(stage.book, ["look", `send ${lift.operation}`, "look", "send DeregisterImage", "look"]);
        });

        it("of 5 s is good, and the next call is not", async () => {
            const stage = new Stage().sees(plans.retire(lift, deregister), plans.retire(deregister), plans.gone());
            stage.lookMs = [5_000, 0];
            stage.sendMs = 1;
            await stage.run();
            assert.deepEqual(stage.book.slice(0, 3), ["look", `send ${lift.operation}`, "look"]);
        });

        it("longer than 5 s is repeated before anything is sent", async () => {
            const stage = lookingFor(5_001, 1_000);
            await stage.run();
            assert.deepEqual(stage.book, ["look", "look", "send DeregisterImage", "look"]);
        });

        it("longer than 5 s every time is repeated once, and then counts from its end: something is sent", async () => {
            const stage = lookingFor(60_000);
            await stage.run();
            assert.deepEqual(stage.book, ["look", "look", "send DeregisterImage", "look"]);
        });

        it("is acted on as its repetition shows it", async () => {
            const stage = new Stage().sees(plans.retire(deregister), plans.blocked);
            stage.lookMs = [6_000];
            await stage.fails("blocked");
            assert.deepEqual(stage.book, ["look", "look"]);
        });

        it("is repeated again after one that was short", async () => {
            const still = plans.retire(deregister);
            const stage = new Stage()
                .sees(still, still, still, plans.gone())
                .answer("DeregisterImage", fails("throttled"));
            stage.lookMs = [0, 6_000];
            await stage.run();
            assert.deepEqual(stage.book, [
                ...["look", "send DeregisterImage", "sleep 1000"],
                ...["look", "look", "send DeregisterImage"],
                "look",
            ]);
        });

        it("counted from its end, is good for 5 s and no longer", async () => {
            const left = ["snap-1", "snap-2", "snap-3"].map(deleteOf);
            const stage = new Stage().sees(
                ...[plans.gone(...left), plans.gone(...left), plans.gone(...left)],
                plans.gone(),
            );
            stage.lookMs = [6_000];
            stage.sendMs = 3_000;
            await stage.run();
            assert.deepEqual(stage.book, [
                ...["look", "look", "send DeleteSnapshot", "send DeleteSnapshot"],
                ...["look", "send DeleteSnapshot", "look"],
            ]);
        });
    });

    describe("a look that is known to be outdated", () => {
        it("is made anew before the first call", async () => {
            let asked = 0;
            const stage = new Stage().sees(plans.retire(deregister), plans.retain).outdatedOnce(() => ++asked > 0);
            const { calls } = await stage.run();
            assert.deepEqual([stage.book, calls, asked], [["look", "look"], [], 1]);
        });

        it("is asked before each call", async () => {
            const asked: number[] = [];
            const stage = new Stage().sees(plans.retire(lift, deregister), plans.gone());
            stage.outdatedOnce(() => {
                asked.push(stage.sent.length);
                return false;
            });
            await stage.run();
            assert.deepEqual(asked, [0, 1]);
        });

        it("between leftovers stops the others", async () => {
            const left = plans.gone(deleteOf("snap-1"), deleteOf("snap-2"));
            const stage = new Stage().sees(left, plans.retain).outdatedOnce(() => stage.sent.length > 0);
            await stage.run();
            assert.deepEqual(stage.book, ["look", "send DeleteSnapshot", "look"]);
        });

        it("after a lift: what is to be kept after all gets its protection back, and that is told", async () => {
            const stage = new Stage().sees(plans.retire(lift, deregister), plans.retain);
            stage.outdatedOnce(() => stage.sent.length > 0);
            await stage.run();
            assert.deepEqual(stage.book, ["look", `send ${lift.operation}`, "look", `send ${undo.operation}`]);
            assert.deepEqual(stage.sent[1]?.input, undo.input);
            assert.deepEqual(stage.told, [`put back: ec2:${undo.operation} ImageId=ami-1 WithCooldown=false`]);
        });

        it("after a lift whose undo fails: that is told", async () => {
            const stage = new Stage().sees(plans.retire(lift, deregister), plans.retain);
            stage.outdatedOnce(() => stage.sent.length > 0).answer(undo.operation, fails("denied"));
            await stage.run();
            assert.equal(stage.told.length, 1);
            assert.match(stage.told[0] ?? "", /^could NOT be put back: ec2:Enable.*EC2 says Code\.denied/);
        });
    });

    it("what is to be kept from the first tells nothing, and puts nothing back", async () => {
        const stage = new Stage().sees(plans.retain);
        await stage.run();
        assert.deepEqual([stage.told, stage.book], [[], ["look"]]);
    });

    describe("a refusal that may pass", () => {
        for (const meaning of ["throttled", "transient", "not-yet"] as const) {
            it(`${meaning}: is repeated after growing pauses, each time after a new look`, async () => {
                const stage = new Stage().sees(
                    plans.retire(deregister),
                    plans.retire(deregister),
                    plans.retire(deregister),
                    plans.retire(deregister),
                    plans.gone(),
                );
                stage.answer("DeregisterImage", fails(meaning), fails(meaning), fails(meaning));
                await stage.run();
                assert.deepEqual(stage.book, [
                    ...["look", "send DeregisterImage", "sleep 1000"],
                    ...["look", "send DeregisterImage", "sleep 2000"],
                    ...["look", "send DeregisterImage", "sleep 4000"],
                    ...["look", "send DeregisterImage"],
                    "look",
                ]);
            });

            it(`${meaning} to the end: fails by the deadline with the cloud's own words`, async () => {
                const stage = new Stage().sees(plans.retire(deregister));
                stage.answer("DeregisterImage", ...Array.from({ length: 100 }, () => fails(meaning)));
                const error = await stage.fails("call-failed");
                assert.ok(stage.nowMs <= stage.confirm.deadlineMs && stage.nowMs > stage.confirm.deadlineMs - 4_001);
                assert.match(
                    error.message,
                    new RegExp(
                        `\n {2}failed: ec2:DeregisterImage ImageId=ami-1: EC2 says (Code\\.${meaning}) \\[\\1\\]\n`,
                    ),
                );
                assert.match(error.message, /\n {2}waited 59 s for the removal to be confirmed \(timeouts\.confirm\)$/);
            });
        }

        it("is not repeated when the next look shows that it took effect after all", async () => {
            const stage = new Stage().sees(plans.retire(deregister), plans.gone());
            await stage.answer("DeregisterImage", fails("transient")).run();
            assert.deepEqual(stage.operations, ["DeregisterImage"]);
        });

        it("goes on with the calls that were still to come, without those that were accepted", async () => {
            const stage = new Stage().sees(
                plans.retire(lift, deregister),
                plans.retire(lift, deregister),
                plans.gone(),
            );
            await stage.answer("DeregisterImage", fails("throttled")).run();
            assert.deepEqual(stage.operations, [lift.operation, "DeregisterImage", "DeregisterImage"]);
        });
    });

    describe("a call that was accepted", () => {
        it("is never sent twice: the run only looks until it shows", async () => {
            const still = plans.retire(deregister);
            const stage = new Stage().sees(still, still, still, plans.gone());
            await stage.run();
            assert.deepEqual(stage.book, [
                "look",
                "send DeregisterImage",
                "look",
                "sleep 1000",
                "look",
                "sleep 2000",
                "look",
            ]);
        });

        it("and never shows: fails by the deadline, names what was accepted, and repeats nothing", async () => {
            const stage = new Stage().sees(plans.retire(deregister));
            const error = await stage.fails("not-confirmed");
            assert.deepEqual(stage.operations, ["DeregisterImage"]);
            assert.ok(stage.nowMs <= stage.confirm.deadlineMs);
            assert.match(
                error.message,
                /waited 59 s for .* \(timeouts\.confirm\); ec2:DeregisterImage ImageId=ami-1 was accepted/,
            );
        });

        it("is the same call whatever the order of its input's members", async () => {
            const one = call("DeregisterImage", { ImageId: "ami-1", DeleteAssociatedSnapshots: true });
            const other = call("DeregisterImage", { DeleteAssociatedSnapshots: true, ImageId: "ami-1" });
            const stage = new Stage().sees(plans.retire(one), plans.retire(other), plans.gone());
            await stage.run();
            assert.equal(stage.sent.length, 1);
        });

        it("may be followed by a look that fails: the run looks again instead of giving up", async () => {
            const stage = new Stage().sees(plans.retire(deregister), plans.unknown, plans.unknown, plans.gone());
            await stage.run();
            assert.deepEqual(stage.book, [
                "look",
                "send DeregisterImage",
                "look",
                "sleep 1000",
                "look",
                "sleep 2000",
                "look",
            ]);
        });

        it("may be followed by looks that fail to the end: unknown, by the deadline", async () => {
            const stage = new Stage().sees(plans.retire(deregister), plans.unknown);
            await stage.fails("unknown");
            assert.ok(stage.nowMs > 0 && stage.nowMs <= stage.confirm.deadlineMs);
        });
    });

    describe("absent, as the answer to a call", () => {
        it("is what the call was for; a look confirms it", async () => {
            const stage = new Stage().sees(plans.retire(deregister), plans.gone());
            await stage.answer("DeregisterImage", fails("absent", "InvalidAMIID.Unavailable")).run();
            assert.deepEqual(stage.book, ["look", "send DeregisterImage", "look"]);
        });

        it("is not believed when the look goes on showing it", async () => {
            const stage = new Stage().sees(plans.retire(deregister));
            await stage.answer("DeregisterImage", fails("absent")).fails("not-confirmed");
            assert.deepEqual(stage.operations, ["DeregisterImage"]);
        });

        it("does not end the run before the leftovers are dealt with", async () => {
            const stage = new Stage().sees(plans.retire(deregister), plans.gone(deleteOf("snap-1")), plans.gone());
            await stage.answer("DeregisterImage", fails("absent")).run();
            assert.deepEqual(stage.operations, ["DeregisterImage", "DeleteSnapshot"]);
        });
    });

    describe("a refusal for good", () => {
        for (const meaning of ["refused", "denied", "unexpected"] as const satisfies readonly Meaning[]) {
            it(`${meaning}: ends the run at once, and what was lifted is put back, latest first`, async () => {
                const first = { ...call("LiftOne"), undo: call("PutBackOne") };
                const second = { ...call("LiftTwo"), undo: call("PutBackTwo") };
                const stage = new Stage().sees(plans.retire(first, second, deregister, call("Never")));
                const error = await stage.answer("DeregisterImage", fails(meaning)).fails("call-failed");
                assert.deepEqual(stage.book, [
                    "look",
                    "send LiftOne",
                    "send LiftTwo",
                    "send DeregisterImage",
                    "send PutBackTwo",
                    "send PutBackOne",
                ]);
                assert.match(error.message, new RegExp(`EC2 says Code\\.${meaning} \\[Code\\.${meaning}\\]`));
                assert.match(error.message, /put back: ec2:PutBackTwo\n.*put back: ec2:PutBackOne/);
                assert.match(error.message, /the row stays/);
            });
        }

        it("of the lifting itself leaves nothing to put back", async () => {
            const stage = new Stage().sees(plans.retire(lift, deregister));
            await stage.answer(lift.operation, fails("denied")).fails("call-failed");
            assert.deepEqual(stage.operations, [lift.operation]);
        });

        it("after a repetition still puts back what the first attempt lifted", async () => {
            const stage = new Stage().sees(plans.retire(lift, deregister), plans.retire(deregister));
            await stage.answer("DeregisterImage", fails("throttled"), fails("refused")).fails("call-failed");
            assert.deepEqual(stage.operations, [lift.operation, "DeregisterImage", "DeregisterImage", undo.operation]);
        });

        it("a failing undo is told with its call and the cloud's answer, and the others are still put back", async () => {
            const first = { ...call("LiftOne"), undo: call("PutBackOne") };
            const second = { ...call("LiftTwo"), undo: call("PutBackTwo", { ImageId: "ami-1" }) };
            const stage = new Stage().sees(plans.retire(first, second, deregister));
            stage.answer("DeregisterImage", fails("refused")).answer("PutBackTwo", fails("denied"));
            const error = await stage.fails("call-failed");
            assert.deepEqual(stage.operations.slice(-2), ["PutBackTwo", "PutBackOne"]);
            assert.match(error.message, /could NOT be put back: ec2:PutBackTwo.*ami-1.*EC2 says Code\.denied/);
            assert.match(error.message, / put back: ec2:PutBackOne/);
        });

        it("an undo whose object is gone by now has nothing to say", async () => {
            const stage = new Stage().sees(plans.retire(lift, deregister));
            stage.answer("DeregisterImage", fails("refused")).answer(undo.operation, fails("absent"));
            const error = await stage.fails("call-failed");
            assert.doesNotMatch(error.message, /put back/);
        });

        it("puts back nothing once the whole plan went through", async () => {
            const stage = new Stage().sees(plans.retire(lift, deregister));
            await stage.fails("not-confirmed");
            assert.deepEqual(stage.operations, [lift.operation, "DeregisterImage"]);
        });

        it("puts back nothing once the object is seen gone, although the last call seemed to fail", async () => {
            const stage = new Stage().sees(plans.retire(lift, deregister), plans.gone(deleteOf("snap-1")));
            stage.answer("DeregisterImage", fails("transient")).answer("DeleteSnapshot", fails("denied"));
            await stage.fails("call-failed");
            assert.deepEqual(stage.operations, [lift.operation, "DeregisterImage", "DeleteSnapshot"]);
        });
    });

    describe("leftovers of what is gone", () => {
        const left = ["snap-1", "snap-2", "snap-3"].map(deleteOf);

        it("do not need each other: one fails, the others are sent", async () => {
            const stage = new Stage().sees(plans.gone(...left));
            const error = await stage
                .answer("DeleteSnapshot", {}, fails("refused", "SnapshotLocked"))
                .fails("call-failed");
            assert.deepEqual(
                stage.sent.map(sent => sent.input.SnapshotId),
                ["snap-1", "snap-2", "snap-3"],
            );
            assert.match(error.message, /EC2 says SnapshotLocked/);
        });

        it("all that failed are told", async () => {
            const stage = new Stage().sees(plans.gone(...left));
            stage.answer(
                "DeleteSnapshot",
                fails("refused", "SnapshotLocked"),
                {},
                fails("denied", "UnauthorizedOperation"),
            );
            const error = await stage.fails("call-failed");
            assert.match(error.message, /SnapshotLocked[\s\S]*UnauthorizedOperation/);
        });

        it("one that may pass is sent again, the others are not", async () => {
            const stage = new Stage().sees(plans.gone(...left), plans.gone(...left.slice(1, 2)), plans.gone());
            await stage.answer("DeleteSnapshot", {}, fails("not-yet", "InvalidSnapshot.InUse")).run();
            assert.deepEqual(
                stage.sent.map(sent => sent.input.SnapshotId),
                ["snap-1", "snap-2", "snap-3", "snap-2"],
            );
            assert.deepEqual(stage.sleeps, [1_000]);
        });

        const ids = (stage: Stage) => stage.sent.map(sent => sent.input.SnapshotId);

        it("one that is refused is told after all the others are gone, and is never sent again", async () => {
            const stage = new Stage().sees(
                plans.gone(...left),
                plans.gone(...left.slice(0, 2)),
                plans.gone(...left.slice(0, 1)),
            );
            stage.answer(
                "DeleteSnapshot",
                fails("refused", "SnapshotLocked"),
                fails("not-yet", "InvalidSnapshot.InUse"),
            );
            const error = await stage.fails("call-failed");
            assert.deepEqual(ids(stage), ["snap-1", "snap-2", "snap-3", "snap-2"]);
            assert.match(error.message, /SnapshotLocked/);
            assert.doesNotMatch(error.message, /InUse/, "that passed");
            assert.equal(error.message.match(/^ {2}done: ec2:DeleteSnapshot SnapshotId=snap-/gm)?.length, 2);
        });

        it("one that was refused and is gone by itself at the next look is no failure", async () => {
            const stage = new Stage().sees(plans.gone(...left), plans.gone());
            await stage.answer("DeleteSnapshot", fails("refused")).run();
            assert.deepEqual(ids(stage), ["snap-1", "snap-2", "snap-3"]);
        });

        it("refused and passing failures are told together, by the deadline", async () => {
            const stage = new Stage().sees(plans.gone(...left));
            const inUse = Array.from({ length: 100 }, () => fails("not-yet", "InvalidSnapshot.InUse"));
            stage.answer("DeleteSnapshot", fails("denied", "UnauthorizedOperation"), {}, ...inUse);
            const error = await stage.fails("call-failed");
            assert.match(error.message, /UnauthorizedOperation[\s\S]*InvalidSnapshot\.InUse/);
            assert.equal(ids(stage).filter(id => id === "snap-1").length, 1, "the refused one is not repeated");
            assert.equal(ids(stage).filter(id => id === "snap-2").length, 1, "the accepted one is not repeated");
            assert.ok(stage.nowMs > 0 && stage.nowMs <= stage.confirm.deadlineMs);
        });

        describe("each call of which takes 6 s", () => {
            const slow = (...looks: readonly RetirementPlan[]) => {
                const stage = new Stage().sees(...looks);
                stage.sendMs = 6_000;
                return stage;
            };

            it("all refused: each is tried once, and all are told", async () => {
                const stage = slow(plans.gone(...left));
                stage.answer(
                    "DeleteSnapshot",
                    fails("refused", "One"),
                    fails("denied", "Two"),
                    fails("refused", "Three"),
                );
                const error = await stage.fails("call-failed");
                assert.deepEqual(ids(stage), ["snap-1", "snap-2", "snap-3"]);
                assert.match(error.message, /\[One\][\s\S]*\[Two\][\s\S]*\[Three\]/);
                assert.deepEqual(stage.sleeps, [], "there is nothing to wait for");
            });

            it("the first refused: it neither blocks the others nor is repeated, and each is sent on a new look", async () => {
                const stage = slow(plans.gone(...left));
                const error = await stage.answer("DeleteSnapshot", fails("refused", "One")).fails("call-failed");
                assert.deepEqual(ids(stage), ["snap-1", "snap-2", "snap-3"]);
                const sends = stage.book.filter(line => !line.startsWith("sleep"));
                for (const [index, line] of sends.entries()) {
                    if (line.startsWith("send")) assert.equal(sends[index - 1], "look");
                }
                assert.match(error.message, /\[One\]/);
                assert.equal(error.message.match(/^ {2}done: ec2:DeleteSnapshot SnapshotId=snap-/gm)?.length, 2);
            });

            it("all transient for ever: ends by the deadline, and tells what the cloud said", async () => {
                const stage = slow(plans.gone(...left));
                stage.answer(
                    "DeleteSnapshot",
                    ...Array.from({ length: 100 }, () => fails("transient", "InternalError")),
                );
                const error = await stage.fails("call-failed");
                assert.match(error.message, /InternalError/);
                // The deadline counts from the first pause; one call lies before it, and one may be under way when it ends.
                assert.ok(stage.nowMs <= stage.confirm.deadlineMs + 2 * stage.sendMs, String(stage.nowMs));
                assert.ok(
                    stage.nowMs > stage.confirm.deadlineMs - stage.confirm.everyMs - stage.sendMs,
                    String(stage.nowMs),
                );
            });
        });

        it("that go on showing after they were accepted are waited for, then told", async () => {
            const stage = new Stage().sees(plans.gone(...left));
            await stage.fails("not-confirmed");
            assert.equal(stage.sent.length, 3);
            assert.ok(stage.nowMs > 0 && stage.nowMs <= stage.confirm.deadlineMs);
        });
    });

    describe("a deferral", () => {
        it("that can settle soon is waited for, and then acted on by a new look", async () => {
            const stage = new Stage().sees(plans.waiting, plans.waiting, plans.retire(deregister), plans.gone());
            await stage.run();
            assert.deepEqual(stage.book, [
                "look",
                "sleep 1000",
                "look",
                "sleep 2000",
                "look",
                "send DeregisterImage",
                "look",
            ]);
        });

        it("that does not settle by its deadline fails, and says what is the matter", async () => {
            const stage = new Stage().sees(plans.waiting);
            const error = await stage.fails("deferred");
            assert.deepEqual(stage.operations, []);
            assert.ok(stage.nowMs > 0 && stage.nowMs <= stage.settle.deadlineMs);
            assert.match(error.message, /ami-1 is pending/);
        });

        it("until a moment that the cloud has named fails at once, and says which", async () => {
            const stage = new Stage().sees(plans.deferred());
            const error = await stage.fails("deferred");
            assert.deepEqual(stage.book, ["look"]);
            assert.match(error.message, /deferred until 2026-11-23 12:00 UTC/);
        });

        it("sends its own calls first, looks again, and undoes none of them", async () => {
            const probe = call("DeregisterImage", { ImageId: "ami-1", DryRun: true });
            const liftWithCooldown = call("DisableImageDeregistrationProtection", { ImageId: "ami-1" });
            const stage = new Stage().sees(plans.deferred(probe, liftWithCooldown), plans.deferred());
            await stage.fails("deferred");
            assert.deepEqual(stage.book, [
                "look",
                "send DeregisterImage",
                "send DisableImageDeregistrationProtection",
                "look",
            ]);
        });

        it("whose calls do not show yet does not send them again", async () => {
            const stage = new Stage().sees(plans.deferred(lift));
            await stage.fails("deferred");
            assert.deepEqual(stage.operations, [lift.operation]);
        });

        it("has a deadline of its own: the time for confirming begins after it", async () => {
            const stage = new Stage();
            stage.settle = { ...stage.settle, deadlineMs: 10_000 };
            stage.confirm = { ...stage.confirm, deadlineMs: 3_500 };
            stage.sees(plans.waiting, plans.waiting, plans.retire(deregister), plans.retire(deregister), plans.gone());
            await stage.run();
            assert.deepEqual(stage.sleeps, [1_000, 2_000, 1_000]);
        });
    });

    describe("an image that is only blocked by its users", () => {
        const inUse = { code: "in-use", subject: "web", fact: "web launches it", remedy: "move it" };
        const other = { code: "not-owner", subject: "ami-1", fact: "it is not ours", remedy: "leave it" };
        const used: RetirementPlan = { outcome: "blocked", blockers: [inUse], warnings: [] };
        const release = {
            what: "its users to let go",
            bound: "timeouts.release",
            firstMs: 1_000,
            everyMs: 4_000,
            deadlineMs: 10_000,
        };
        const waiting = (...looks: readonly RetirementPlan[]) => {
            const stage = new Stage().sees(...looks);
            stage.release = release;
            return stage;
        };

        it("is waited for, and retired once they have let go", async () => {
            const stage = waiting(used, used, plans.retire(deregister), plans.gone());
            await stage.run();
            assert.deepEqual(stage.book, [
                ...["look", "sleep 1000", "look", "sleep 2000", "look"],
                ...["send DeregisterImage", "look"],
            ]);
        });

        it("fails by the deadline with the reasons, and says how long it waited and by what", async () => {
            const stage = waiting(used);
            const error = await stage.fails("blocked");
            assert.deepEqual(stage.sleeps, [1_000, 2_000, 4_000]);
            assert.deepEqual(error.blockers, [inUse]);
            assert.match(
                error.message,
                /web launches it \[in-use\]\n {4}remedy: move it\n {2}waited 7 s for its users to let go \(timeouts\.release\)$/,
            );
        });

        it("is not waited for when anything else stands in the way, or once that comes up", async () => {
            const both: RetirementPlan = { outcome: "blocked", blockers: [inUse, other], warnings: [] };
            const stage = waiting(both);
            await stage.fails("blocked");
            assert.deepEqual(stage.book, ["look"]);
            const later = waiting(used, both);
            assert.doesNotMatch((await later.fails("blocked")).message, /waited/);
            assert.deepEqual(later.book, ["look", "sleep 1000", "look"]);
        });

        it("is not waited for by a kind that knows no users", async () => {
            const stage = new Stage().sees(used);
            await stage.fails("blocked");
            assert.deepEqual(stage.book, ["look"]);
        });

        it("is not waited for by a process whose engine is gone", async () => {
            const stage = waiting(used, plans.retire(deregister)).engineGoneOnce(() => stage.nowMs > 0);
            await stage.fails("engine-gone");
            assert.deepEqual(stage.operations, []);
        });

        it("has what was done, and put back, told when users come up on the way", async () => {
            const stage = new Stage().sees(plans.retire(lift, deregister), used);
            stage.sendMs = 6_000;
            const { message } = await stage.fails("blocked");
            assert.match(message, /\n {2}done: ec2:Disable.*\n {2}put back: ec2:Enable/);
        });
    });

    describe("what an error tells", () => {
        it("of a plan that was refused are its reasons, without what would become of things otherwise", async () => {
            const told: Effect = { code: "x-y", subject: "ami-1", fact: "ami-1 goes", reversible: { is: "never" } };
            const deferred = { ...plans.deferred(), effects: [told] } as RetirementPlan;
            const { message } = await new Stage().sees(deferred).fails("deferred");
            assert.match(message, /a cooldown/);
            assert.doesNotMatch(message, /ami-1 goes/);
        });

        it("of a failed call is what would help, on a line of its own, where that is known", async () => {
            const stage = new Stage().sees(plans.retire(deregister));
            const remedy = { remedy: "allow ec2:DeregisterImage" };
            const denied = new CallError(
                "ec2:DeregisterImage",
                "UnauthorizedOperation",
                "denied",
                "You may not",
                remedy,
            );
            const retirement = { ...stage.retirement, send: () => Promise.reject(denied) };
            await assert.rejects(executeRetirement(retirement, stage.surroundings), (error: unknown) => {
                assert.ok(RetirementError.is(error) && error.cause === denied);
                assert.deepEqual(error.message.split("\n"), [
                    "EC2 AMI ami-1: retiring it failed; the row stays, and the next run goes on from here",
                    "  failed: ec2:DeregisterImage ImageId=ami-1: You may not [UnauthorizedOperation]",
                    "    remedy: allow ec2:DeregisterImage",
                ]);
                return true;
            });
        });

        it("has how far it came: the first plan, and what was sent", async () => {
            const stage = new Stage().sees(plans.retire(lift, deregister));
            const { retired } = await stage.answer("DeregisterImage", fails("refused")).fails("call-failed");
            assert.equal(retired?.plan?.outcome, "retire");
            assert.deepEqual(
                retired?.calls?.map(({ operation }) => operation),
                [lift.operation, "EnableImageDeregistrationProtection"],
            );
        });
    });

    describe("leftovers that take their time", () => {
        const left = ["snap-1", "snap-2", "snap-3"].map(deleteOf);
        const ids = (stage: Stage) => stage.sent.map(({ input }) => input.SnapshotId);

        it("are tried least-tried first, so that one that is slow does not starve the others", async () => {
            const stage = new Stage().sees(plans.gone(...left));
            stage.sendMs = 6_000;
            stage.answer("DeleteSnapshot", ...Array.from({ length: 100 }, () => fails("transient")));
            await stage.fails("call-failed");
            assert.deepEqual(ids(stage).slice(0, 6), ["snap-1", "snap-2", "snap-3", "snap-1", "snap-2", "snap-3"]);
        });

        it("a refused one that the plan no longer asks for is forgotten, and told no more", async () => {
            const stage = new Stage().sees(plans.gone(...left), plans.gone(...left.slice(1, 2)));
            stage.answer(
                "DeleteSnapshot",
                fails("refused", "SnapshotLocked"),
                fails("denied", "UnauthorizedOperation"),
            );
            const { message } = await stage.fails("call-failed");
            assert.match(message, /UnauthorizedOperation/);
            assert.doesNotMatch(message, /SnapshotLocked/);
        });
    });

    it("a mistake in the program is not taken for an answer of the cloud, and still puts back what was lifted", async () => {
        const broken = () => {
            throw new TypeError("x is not a function");
        };
        const stage = new Stage().sees(plans.retire(lift, deregister), broken);
        stage.sendMs = 6_000;
        await assert.rejects(stage.run(), (error: unknown) => {
            assert.ok(error instanceof TypeError);
            const told = /x is not a function\n {2}put back: ec2:EnableImageDeregistrationProtection/;
            assert.match(error.message, told);
            assert.match(error.stack ?? "", / {2}put back: ec2:Enable/, "what is reported is the stack");
            return true;
        });
        assert.deepEqual(stage.operations, [lift.operation, undo.operation]);
    });

    it("a mistake in the program that left something lifted tells so, with the cloud's answer to the undo", async () => {
        const broken = () => {
            throw new TypeError("x is not a function");
        };
        const stage = new Stage().sees(plans.retire(lift, deregister), broken).answer(undo.operation, fails("denied"));
        stage.sendMs = 6_000;
        const told = /x is not a function\n {2}could NOT be put back: ec2:Enable.*EC2 says Code\.denied/;
        await assert.rejects(stage.run(), { name: "TypeError", message: told });
    });

    it("a mistake in the program that lifted nothing stays as it was thrown", async () => {
        const broken = () => {
            throw new TypeError("x is not a function");
        };
        await assert.rejects(new Stage().sees(broken).run(), TypeError);
    });

    describe("a question asked on the way", () => {
        const question = { ...call("DeregisterImage", { ImageId: "ami-1", DryRun: true }), probe: true as const };

        it("is sent once, and is not among the calls that were done", async () => {
            const stage = new Stage().sees(plans.retire(question, lift, deregister), plans.gone());
            const { calls } = await stage.run();
            assert.deepEqual(stage.operations, ["DeregisterImage", lift.operation, "DeregisterImage"]);
            assert.deepEqual(
                calls.map(({ operation, input }) => [operation, input]),
                [
                    [lift.operation, lift.input],
                    ["DeregisterImage", deregister.input],
                ],
            );
            assert.ok(calls.every(done => !("probe" in done) && !("undo" in done)));
        });

        it("is never told as done, and its refusal as one of a question", async () => {
            const stage = new Stage().sees(plans.retire(question, lift, deregister));
            const first = await stage.answer(lift.operation, fails("denied")).fails("call-failed");
            assert.doesNotMatch(first.message, /done:/);

            const second = new Stage().sees(plans.retire(question, lift, deregister));
            second.answer("DeregisterImage", {}, fails("refused"));
            const error = await second.fails("call-failed");
            assert.deepEqual(error.message.match(/done: .*/g), [`done: ec2:${lift.operation} ImageId=ami-1`]);

            const third = new Stage().sees(plans.retire(question, lift, deregister));
            const refused = await third.answer("DeregisterImage", fails("denied")).fails("call-failed");
            assert.match(
                refused.message,
                /\n {2}asked beforehand: ec2:DeregisterImage ImageId=ami-1 DryRun=true: EC2 says .*\[Code\.denied\]/,
            );
            assert.doesNotMatch(refused.message, /failed: /);
        });

        it("has changed nothing: a look that then fails ends the run at once", async () => {
            const stage = new Stage().sees(plans.retire(question, lift), plans.unknown);
            stage.sendMs = 6_000;
            await stage.fails("unknown");
            assert.deepEqual(stage.book, ["look", "send DeregisterImage", "look"]);
        });
    });

    describe("what it tells has become of the world", () => {
        const effect = (code: string, subject: string, is: "never" | "always" = "never"): Effect => ({
            code,
            subject,
            fact: `${subject}: ${code}`,
            reversible: { is },
        });
        const with_ = (plan: RetirementPlan, ...effects: readonly Effect[]): RetirementPlan =>
            ({ ...plan, effects }) as RetirementPlan;
        const going = [effect("image-deregistered", "ami-1"), effect("snapshot-deleted", "snap-1")];

        it("is what the first plan said, where the last look says nothing of it", async () => {
            const stage = new Stage().sees(with_(plans.retire(deregister), ...going), plans.gone());
            const { plan, effects } = await stage.run();
            assert.deepEqual(effects, going);
            assert.equal(plan.outcome, "retire");
        });

        it("is what the last look says, where it says something of the same subject", async () => {
            const kept = effect("snapshot-kept", "snap-1", "always");
            const last = with_(plans.gone(), kept);
            const { plan, effects } = await new Stage().sees(with_(plans.retire(deregister), ...going), last).run();
            assert.deepEqual(effects, [going[0], kept]);
            assert.ok("effects" in plan);
            assert.deepEqual(plan.effects, going, "the plan that it reports stays that of the first look");
        });

        it("is corrected by what it is about, and of the same subject only", async () => {
            const lifted = effect("protection-lifted", "ami-1", "always");
            const elsewhere = effect("snapshot-kept", "snap-2", "always");
            const last = with_(plans.gone(), effect("image-restored", "ami-1"), elsewhere);
            const stage = new Stage().sees(with_(plans.retire(deregister), lifted, ...going), last);
            const { effects } = await stage.run();
            assert.deepEqual(effects.map(({ code, subject }) => `${code} ${subject}`).sort(), [
                "image-restored ami-1",
                "protection-lifted ami-1",
                "snapshot-deleted snap-1",
                "snapshot-kept snap-2",
            ]);
        });

        it("does not rest on looks in between", async () => {
            const between = with_(plans.gone(deleteOf("snap-1")), effect("snapshot-kept", "ami-2"));
            const { effects } = await new Stage()
                .sees(with_(plans.retire(deregister), ...going), between, plans.gone())
                .run();
            assert.deepEqual(effects, going);
        });

        it("is told once when the first look is the last", async () => {
            const { effects } = await new Stage().sees(with_(plans.gone(), ...going)).run();
            assert.deepEqual(effects, going);
            const retained = with_(plans.retain, effect("image-kept", "ami-1"));
            assert.equal((await new Stage().sees(retained).run()).effects.length, 1);
        });

        it("a refusal at first sight has no effects to tell, and is no plan that was carried out", async () => {
            const error = await new Stage().sees(plans.blocked).fails("blocked");
            assert.ok(!("effects" in error));
        });
    });
});

describe("a lift whose answer was lost", () => {
    const lost = fails("transient");

    it("is put back when the deregistration is then refused, and told as perhaps in effect", async () => {
        const stage = new Stage().sees(plans.retire(lift, deregister), plans.retire(deregister));
        stage.answer("DisableImageDeregistrationProtection", lost);
        const error = await stage.answer("DeregisterImage", fails("refused")).fails("call-failed");
        assert.deepEqual(
            stage.sent.map(({ operation }) => operation),
            ["DisableImageDeregistrationProtection", "DeregisterImage", "EnableImageDeregistrationProtection"],
        );
        assert.match(error.message, /sent, and perhaps in effect: ec2:DisableImageDeregistrationProtection/);
        assert.match(error.message, /put back: ec2:EnableImageDeregistrationProtection/);
    });

    it("is put back also when its repetition was throttled or denied", async () => {
        const stage = new Stage().sees(plans.retire(lift, deregister));
        stage.answer("DisableImageDeregistrationProtection", lost, fails("denied"));
        await stage.fails("call-failed");
        assert.equal(stage.sent.at(-1)?.operation, "EnableImageDeregistrationProtection");
    });

    it("whose putting back is throttled is put back all the same", async () => {
        const stage = new Stage().sees(plans.retire(lift, deregister));
        stage.answer("DeregisterImage", fails("refused"));
        const error = await stage
            .answer("EnableImageDeregistrationProtection", fails("throttled"), fails("throttled"))
            .fails("call-failed");
        assert.equal(stage.sent.filter(({ operation }) => operation.startsWith("Enable")).length, 3);
        assert.match(error.message, /put back: ec2:EnableImageDeregistrationProtection/);
        assert.doesNotMatch(error.message, /could NOT/);
    });
});
