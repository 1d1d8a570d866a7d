// Imported first: says in one line what is missing, instead of a crash in the database's native code.
// npm scripts run on the Node that the `node` package brings, unless it could not be installed.
const [major] = process.versions.node.split(".").map(Number);
if (major < 22) {
  console.error(
    `Stepback needs Node 22 or newer and this is ${process.versions.node}: run "npm install", which brings a Node of its own, or install a newer one.`,
  );
  process.exit(1);
}
