// The import rules of the project. The tree says who may act; this file makes sure that it is true.
const pure =
    "^provider/(retirement/|execution/(checked|duration|endpoint)[.]ts$|.*/(plan[^/]*|forecast|policy|observation|facts|users|arn)[.]ts$" +
    "|preview/(digest|row|stack-state|engine-rules|update|wanted-rows|rollover|provider-configuration|verdict|result)[.]ts$)";
module.exports = {
    forbidden: [
        {
            name: "no-circles",
            comment: "A circle means that two files are one idea or that one of them is in the wrong folder.",
            severity: "error",
            from: {},
            to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
        },
        {
            name: "the-core-is-pure",
            comment: "Planners decide without I/O, clock, SDK or Pulumi: the preview and the delete share them.",
            severity: "error",
            from: { path: pure },
            to: { dependencyTypes: ["core", "npm", "npm-dev", "npm-peer"], pathNot: "^node_modules/zod/" },
        },
        {
            name: "the-core-knows-no-cloud",
            severity: "error",
            comment: "retirement/ is for every kind; what a kind needs of it, it brings along.",
            from: { path: "^provider/retirement/" },
            to: { path: "^provider/(?!retirement/)" },
        },
        {
            name: "the-pure-import-only-the-pure",
            severity: "error",
            comment: "A planner may import the core and other pure files; of anything else, the types alone.",
            from: { path: pure },
            to: { path: "^provider/", pathNot: pure, dependencyTypesNot: ["type-only"] },
        },
        {
            name: "only-providers-act",
            comment:
                "execution/ is the only code that acts, and only a kind's provider.ts (and the adapters that run it) may call it.",
            severity: "error",
            from: {
                path: "^provider/",
                pathNot: "^provider/(execution/|adapters/|.*/(provider|adopt|register|restore)[.]ts$)",
            },
            to: { path: "^provider/execution/(execute|send|wait|retire-row)[.]ts$", dependencyTypesNot: ["type-only"] },
        },
        {
            name: "only-api-and-client-touch-an-sdk",
            comment: "Ports hold only what we call; the SDK stays behind them.",
            severity: "error",
            from: { path: "^provider/", pathNot: "/(api|client|credentials)[.]ts$" },
            to: { path: "^node_modules/(@aws-sdk|@smithy|@alicloud)/", dependencyTypesNot: ["type-only"] },
        },
        {
            name: "the-emulator-stands-alone",
            comment: "A test cloud that imported the product would agree with its mistakes.",
            severity: "error",
            from: { path: "^emulator/" },
            to: { path: "^provider/" },
        },
        {
            name: "the-product-does-not-need-the-emulator",
            severity: "error",
            comment: "Only the command line starts it.",
            from: { path: "^provider/", pathNot: "^provider/cli/" },
            to: { path: "^emulator/" },
        },
        { name: "nothing-unresolved", severity: "error", comment: "", from: {}, to: { couldNotResolve: true } },
    ],
    options: {
        doNotFollow: { path: "node_modules" },
        tsPreCompilationDeps: true,
        tsConfig: { fileName: "tsconfig.json" },
        enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "default", "types"] },
    },
};
