import { APIRequestContext } from '@playwright/test';

/** Somebody of the shop who uses the plugin's API, as the portal does for them. */
export class Person {
  private constructor(
    private readonly request: APIRequestContext,
    private readonly backend: string,
    private readonly token: string,
  ) {}

  /** Signs in with the demo's provider. */
  static async signIn(
    request: APIRequestContext,
    name: string,
  ): Promise<Person> {
    const backend = process.env.PORTAL_BACKEND_URL ?? 'http://localhost:7007';
    const answer = await request.get(`${backend}/api/auth/demo/refresh`, {
      headers: { 'X-Requested-With': 'XMLHttpRequest', 'x-demo-user': name },
    });
    const { backstageIdentity } = await answer.json();
    return new Person(request, backend, backstageIdentity.token);
  }

  get(at: string) {
    return this.ask('GET', at);
  }

  post(at: string, data: object) {
    return this.ask('POST', at, data);
  }

  private async ask(method: string, at: string, data?: object) {
    const answer = await this.request.fetch(
      `${this.backend}/api/zero-trust/v1/${at}`,
      {
        method,
        data,
        timeout: 60_000,
        headers: { Authorization: `Bearer ${this.token}` },
      },
    );
    if (!answer.ok())
      throw new Error(
        `${method} ${at}: ${answer.status()} ${await answer.text()}`,
      );
    return answer.json();
  }
}
