// Asks a running portal at a steady rate and says how long answers take.
//
//   npm start                                            (in another terminal)
//   node plugins/zero-trust-backend/bench/askAtRate.mjs [requests per second] [seconds] [backend's URL]
//
// The rate is kept whatever the answers do: a slow server is not asked less.

const [rate = '200', seconds = '10', url = 'http://localhost:7007'] =
  process.argv.slice(2);
const entity = `${url}/api/zero-trust/v1/entities/component/default/payment-service`;
const routes = {
  posture: `${entity}/posture`,
  inbound: `${entity}/permissions?direction=inbound`,
  outbound: `${entity}/permissions?direction=outbound`,
};

const answer = await fetch(`${url}/api/auth/guest/refresh`, { method: 'POST' });
const { token } = (await answer.json()).backstageIdentity;
const headers = { Authorization: `Bearer ${token}` };

const ask = async address => {
  const began = performance.now();
  const response = await fetch(address, { headers });
  const body = await response.text();
  return {
    status: response.status,
    bytes: Buffer.byteLength(body),
    ms: performance.now() - began,
  };
};

const askAtRate = async address => {
  const total = Number(rate) * Number(seconds);
  const began = performance.now();
  const asked = [];
  while (asked.length < total) {
    const due = ((performance.now() - began) * Number(rate)) / 1000;
    while (asked.length < Math.min(due, total)) asked.push(ask(address));
    await new Promise(resolve => setTimeout(resolve, 1));
  }
  return Promise.all(asked);
};

for (const [name, address] of Object.entries(routes)) {
  const first = await ask(address);
  const answers = await askAtRate(address);
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = share =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))];
  const failed = answers.filter(({ status }) => status !== 200).length;
  process.stdout.write(
    `${name}: ${first.bytes} bytes, first ${first.ms.toFixed(0)} ms; ${
      answers.length
    } at ${rate}/s: p50 ${at(0.5).toFixed(1)} ms, p99 ${at(0.99).toFixed(
      1,
    )} ms, max ${at(1).toFixed(1)} ms, ${failed} failed\n`,
  );
}
