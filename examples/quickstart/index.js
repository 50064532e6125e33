// A handful of machine images that this program owns the end of. Take one out of the configuration, run `pulumi up`,
// and it is deregistered. `npm run demo` runs this program against the emulator.
const pulumi = require("@pulumi/pulumi");
const { aws } = require("pulumi-retire");

const config = new pulumi.Config();

/** Which images, by the name of their row: `pulumi config set --path images.web ami-0123456789abcdef0`. */
const images = config.requireObject("images");

exports.states = Object.entries(images).map(([name, imageId]) => {
    const image = new aws.Ami(name, {
        imageId,
        deletionPolicy: {
            // The snapshots behind the image go with it; they reach the Recycle Bin by rules of their own.
            deleteAssociatedSnapshots: true,
            // Protected images stay, unless: `pulumi config set liftProtection true`.
            disableDeregistrationProtection: config.getBoolean("liftProtection") ?? false,
        },
        // What still launches from an image gets a moment to let go of it; here nothing moves away by itself.
        timeouts: { release: "1s" },
    });
    return pulumi.interpolate`${name}: ${image.imageId} is ${image.state}`;
});
