import { fateOf } from '../../src/client/outbox.rules';

describe('what becomes of a share kept on the phone', () => {
  it.each([
    [null, 'later'],
    [200, 'sent'],
    [201, 'sent'],
    [401, 'sign-in'],
    [403, 'attention'],
    [404, 'attention'],
    [408, 'later'],
    [409, 'attention'],
    [413, 'attention'],
    [422, 'attention'],
    [429, 'later'],
    [500, 'failed'],
    [502, 'later'],
    [503, 'later'],
  ])('answered %s: %s', (status, fate) => {
    expect(fateOf(status, 'application/json; charset=utf-8')).toBe(fate);
  });

  it.each(['text/html', null])('answered 500 by something else than the server (%s): later', (type) => {
    expect(fateOf(500, type)).toBe('later');
  });

  it.each(['text/html', null])('answered 200 by something else than the server (%s): later', (type) => {
    expect(fateOf(200, type)).toBe('later');
  });
});
