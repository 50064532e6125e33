import assert from "node:assert/strict";
import { stackStateOf } from "../../../provider/preview/stack-state";
import { amiType, amiUrn, oldId } from "./stacks";

const secret = (value: unknown) => ({
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    plaintext: JSON.stringify(value),
});
const stateWith = (inputs: object, outputs: object = {}) =>
    stackStateOf({
        version: 3,
        deployment: { resources: [{ urn: amiUrn("web"), type: amiType, id: oldId, inputs, outputs }] },
    })?.[0];

describe("a stack's state", () => {
    it("has its secrets in clear, at any depth and in one another", () => {
        const inputs = {
            plain: "a",
            own: secret("b"),
            deep: { list: [secret("c"), { more: secret({ inner: "d", and: secret("e") }) }] },
            whole: secret(["f", { g: null }]),
        };
        const row = stateWith(inputs, inputs);
        const clear = {
            plain: "a",
            own: "b",
            deep: { list: ["c", { more: { inner: "d", and: "e" } }] },
            whole: ["f", { g: null }],
        };
        assert.deepEqual(row?.inputs, clear);
        assert.deepEqual(row?.outputs, clear);
    });

    it("takes nothing else for a secret: no asset, no secret that is still encrypted, no object that looks alike", () => {
        const others = {
            asset: { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", hash: "1" },
            encrypted: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" },
            alike: { plaintext: '"x"' },
        };
        assert.deepEqual(stateWith(others)?.inputs, others);
    });

    it("is empty for a stack without rows, and for one that was never updated", () => {
        assert.deepEqual(stackStateOf({ deployment: { resources: [] } }), []);
        assert.deepEqual(stackStateOf({ deployment: { manifest: {} } }), []);
        assert.deepEqual(stackStateOf({ version: 3, deployment: null }), []);
    });

    it("is nothing that another document holds", () => {
        for (const document of [
            undefined,
            null,
            7,
            "x",
            [],
            {},
            { deployment: 7 },
            { deployment: { resources: [{}] } },
        ])
            assert.equal(stackStateOf(document), undefined, JSON.stringify(document));
    });

    it("needs no more of a row than its URN and its type", () => {
        const urn = amiUrn("web");
        const [row] = stackStateOf({ deployment: { resources: [{ urn, type: amiType }] } }) ?? [];
        assert.deepEqual(
            [row?.id, row?.inputs, row?.protect, row?.delete, row?.deletedWith],
            ["", {}, false, false, ""],
        );
    });
});
