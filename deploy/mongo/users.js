// Run once by the image of MongoDB, while it is still empty: a user for each part, named by the
// part's store URL, who may use that part's own database and no other.
for (const [name, url] of Object.entries(process.env)) {
  if (!name.endsWith("_STORE_URL") || !url) continue;
  const told = url.match(/^mongodb:\/\/([^:@/]+):([^@/]+)@[^/]+\/([^/?]+)/);
  if (!told) throw new Error(`${name} must look like mongodb://USER:PASSWORD@HOST:27017/DATABASE`);
  const [user, pwd, database] = told.slice(1).map(decodeURIComponent);
  db.getSiblingDB(database).createUser({ user, pwd, roles: ["readWrite"] });
}
