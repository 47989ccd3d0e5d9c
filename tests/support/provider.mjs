// An OpenID provider on loopback, for tests: node provider.mjs PORT CALLBACK SECONDS_OFF
const [port, callback, secondsOff] = process.argv.slice(2);
const off = Number(secondsOff) * 1000;
if (off) {
  const Clock = Date;
  globalThis.Date = class extends Clock {
    constructor(...given) {
      super(...(given.length ? given : [Clock.now() + off]));
    }
    static now() {
      return Clock.now() + off;
    }
  };
}
const { default: Provider } = await import("oidc-provider");

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "workspace",
      client_secret: "only-for-tests-on-loopback",
      redirect_uris: [callback],
      post_logout_redirect_uris: [callback],
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: [] },
  conformIdTokenClaims: false,
  cookies: { keys: ["only-for-tests"] },
  async findAccount(_, id) {
    return { accountId: id, claims: async () => ({ sub: id, email: id, email_verified: !id.startsWith("unverified") }) };
  },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
