import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { GitHostError } from '@ztn/backstage-plugin-zero-trust-node';
import { answerAction, LARGEST_ANSWER } from './answerAction';

describe('what an action answers', () => {
  const event = {
    eventId: 'posture-fetch',
    action: 'get-service-posture',
    credentials: mockCredentials.user(),
  };
  const auditor = () => {
    const mock = mockServices.auditor.mock();
    const written = { success: jest.fn(), fail: jest.fn() };
    mock.createEvent.mockResolvedValue(written);
    return { mock, written };
  };

  it('is refused when it is too large, and not cut', async () => {
    const { mock, written } = auditor();
    await expect(
      answerAction(mock, event, async () => 'x'.repeat(LARGEST_ANSWER - 1)),
    ).rejects.toMatchObject({ name: 'InputError', code: 'invalid-input' });
    expect(written.fail).toHaveBeenCalled();
    const text = 'x'.repeat(LARGEST_ANSWER - 2);
    await expect(answerAction(mock, event, async () => text)).resolves.toEqual({
      output: text,
    });
  });

  it('tells of a git host that fails what a route would tell', async () => {
    const { mock } = auditor();
    await expect(
      answerAction(mock, event, async () => {
        throw new GitHostError('GIT_UNAVAILABLE', 'no answer');
      }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      code: 'GIT_UNAVAILABLE',
    });
  });
});
