import assert from "node:assert/strict";
import { home, protocolWorld, row } from "./world";

const ids = Array.from({ length: 8 }, (_, index) => `ami-0a1b2c3d4e5f6000${index}`);
const [first = "", second = ""] = ids;

describe("requests that come in together", () => {
    const world = protocolWorld({ seed: { images: ids.map(ImageId => ({ ...home, ImageId })) } });

    /** Rows as an earlier run of the engine has left them. */
    const adopted = async () => {
        const provider = await world.provider();
        const created = await Promise.all(ids.map(id => provider.create(row(id, {}, id))));
        return new Map(created.map(({ id, properties }) => [id, properties]));
    };

    it("as the first of a process: each delete sees the configuration", async () => {
        const rows = await adopted();
        const provider = await world.provider();
        await Promise.all([...rows].map(([id, properties]) => provider.delete(id, properties)));
        assert.deepEqual(
            world.emulator
                .mutations()
                .map(({ operation, input }) => `${operation} ${String(input.ImageId)}`)
                .sort(),
            ids.map(id => `DeregisterImage ${id}`),
        );
    });

    it("for one id: the image is deregistered once, and both deletes end well", async () => {
        const properties = (await adopted()).get(first) ?? {};
        const provider = await world.provider();
        await Promise.all([provider.delete(first, properties), provider.delete(first, properties)]);
        const sent = world.emulator.requests("ec2:DeregisterImage");
        assert.deepEqual(
            sent.map(request => request.input),
            [{ ImageId: first }],
        );
    });

    it("a delete of what a check of the same run asked for sends nothing, and says who wants it", async () => {
        const rows = await adopted();
        const provider = await world.provider();
        await provider.check({}, row(first, { deletionPolicy: { force: true } }, "new-name"));
        await Promise.all([first, second].map(id => provider.delete(id, rows.get(id) ?? {})));
        assert.deepEqual(world.emulator.mutations(), [
            { service: "ec2", operation: "DeregisterImage", input: { ImageId: second } },
        ]);
        assert.match(provider.output, /ami-0a1b2c3d4e5f60000 is still wanted by the program \("new-name"\)/);
    });

    it("what another run asked for does not count", async () => {
        const rows = await adopted();
        const provider = await world.provider();
        await provider.delete(first, rows.get(first) ?? {});
        assert.equal(world.emulator.mutations().length, 1);
    });
});

describe("an engine that is gone", () => {
    const world = protocolWorld({
        seed: { images: [{ ...home, ImageId: first, State: "pending", SourceInstanceId: "i-0a1b2c3d4e5f60001" }] },
    });

    it("stops a delete before its mutation", async () => {
        const provider = await world.provider();
        world.emulator.put({ images: [{ ...home, ImageId: second }] });
        const { properties } = await provider.create(row(second));
        await provider.killEngine();
        await assert.rejects(provider.delete(second, properties), {
            details: /the engine at 127\.0\.0\.1:\d+ is gone \(ECONNREFUSED\): nothing more is sent; the row stays/,
        });
        assert.deepEqual(world.emulator.requests("ec2:DeregisterImage"), []);
    });

    it("ends a wait, and what was waited for is not done", async () => {
        const provider = await world.provider();
        const { properties } = await provider.create(row(first));
        const deleted = provider.delete(first, properties);
        await world.emulator.arrived("ec2:DescribeImages", { times: 2 });
        await provider.killEngine();
        await assert.rejects(deleted, { details: /the engine at .* is gone/ });
        assert.deepEqual(world.emulator.mutations(), []);
    });
});
