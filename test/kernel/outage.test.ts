import { QueryFailedError } from 'typeorm';
import { outageOf } from '../../src/kernel/outage';

const system = (code: string, more: object = {}) => Object.assign(new Error(code), { code }, more);
const ofQuery = (code: string) => new QueryFailedError('SELECT', [], system(code));

describe('what the system could not do', () => {
  it.each([
    ['no server', system('ECONNREFUSED', { syscall: 'connect' })],
    ['no such host', system('ENOTFOUND')],
    ['several addresses tried', new AggregateError([system('ECONNREFUSED'), system('ECONNREFUSED')])],
    ['server shutting down', ofQuery('57P01')],
    ['too many connections', ofQuery('53300')],
    ['statement cancelled', ofQuery('57014')],
    ['deadlock', ofQuery('40P01')],
    ['pool exhausted', new Error('timeout exceeded when trying to connect')],
    ['connection lost', new Error('Connection terminated unexpectedly')],
  ])('is told as: the database is away (%s)', (_what, error) => {
    expect(outageOf(error)).toMatchObject({ code: 'database-away', status: 503 });
  });

  it.each(['28P01', '28000', '3D000'])('is told as: check the address (%s)', (code) => {
    expect(outageOf(system(code))).toMatchObject({ code: 'database-refused' });
  });

  it('is told as: the port is taken', () => {
    expect(outageOf(system('EADDRINUSE', { syscall: 'listen' }))).toMatchObject({ code: 'port-taken' });
    expect(outageOf(system('EACCES', { syscall: 'listen' }))).toMatchObject({ code: 'port-taken' });
  });

  it.each([
    ['a wrong statement', ofQuery('42601')],
    ['a broken constraint', ofQuery('23505')],
    ['a missing file', system('ENOENT', { syscall: 'open' })],
    ['a forbidden file', system('EACCES', { syscall: 'open' })],
    ['a mistake of ours', new TypeError('x is not a function')],
    ['text', 'text'],
    ['nothing', undefined],
    ['null', null],
  ])('is not blamed for %s', (_what, error) => expect(outageOf(error)).toBeUndefined());
});
