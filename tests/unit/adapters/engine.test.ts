import assert from "node:assert/strict";
import { type AddressInfo, createServer, type Server } from "node:net";
import { engineAt } from "../../../provider/adapters/engine";
import { RetirementError } from "../../../provider/execution/errors";

const listening = async (): Promise<{ server: Server; address: string }> => {
    const server = createServer(socket => socket.on("error", () => {}));
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    return { server, address: `127.0.0.1:${(server.address() as AddressInfo).port}` };
};
const closed = (server: Server) => new Promise(resolve => server.close(resolve));

const isGone = async (address: string | undefined): Promise<string> => {
    try {
        await engineAt(address).assertAlive();
    } catch (error) {
        assert.ok(RetirementError.is(error) && error.code === "engine-gone", String(error));
        return error.message;
    }
    return assert.fail("the engine was taken for alive");
};

describe("the engine that started this process", () => {
    it("is alive while its address accepts connections, and gone as soon as it does not", async () => {
        const { server, address } = await listening();
        const engine = engineAt(address);
        await engine.assertAlive();
        await engine.assertAlive();
        await closed(server);
        await assert.rejects(engine.assertAlive(), { code: "engine-gone" });
    });

    it("being gone says where it was, and that nothing more is sent", async () => {
        const { server, address } = await listening();
        await closed(server);
        const message = await isGone(address);
        assert.match(message, new RegExp(`${address}.*ECONNREFUSED`));
        assert.match(message, /nothing more is sent; the row stays/);
    });

    for (const address of [undefined, "", "127.0.0.1", "--version", ":"]) {
        it(`counts as gone when the process was not told its address (${JSON.stringify(address)})`, async () => {
            assert.match(await isGone(address), /was not told the engine's address/);
        });
    }
});
