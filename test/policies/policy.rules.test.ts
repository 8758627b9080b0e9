import {
  defaultPolicy,
  loadProblem,
  monthlyLoad,
  needsReason,
  policyFrom,
  policyOfMonth,
  policyWith,
  storedPolicy,
} from '../../src/policies/policy.rules';

test('the default asks 8 minutes a month of a person and 2,400 hours of checking for 18,000 people', () => {
  expect(monthlyLoad(defaultPolicy, 18_000)).toEqual({ minutesPerPerson: 8, checkingHours: 2400 });
});

test.each([
  [60, 1, false],
  [61, 1, true],
  [30, 2, false],
  [31, 2, true],
])('%i posts at %i minutes need a reason: %p', (monthlyPosts, minutesPerPost, needed) => {
  expect(needsReason(policyWith({ monthlyPosts, minutesPerPost }))).toBe(needed);
});

test('a heavy policy is refused without a written reason and passes with one', () => {
  const heavy = policyWith({ monthlyPosts: 90 });
  expect(loadProblem(heavy, '  ')?.id).toContain('90 menit per pegawai sebulan melebihi 60 menit');
  expect(loadProblem(heavy, 'Siaga bencana banjir Januari')).toBeNull();
  expect(loadProblem(defaultPolicy, '')).toBeNull();
});

test('a month uses the version in force on its first day', () => {
  const versions = [
    { version: 1, validFrom: '2000-01-01', validUntil: '2026-11-15' },
    { version: 2, validFrom: '2026-11-15', validUntil: null },
  ];
  expect(policyOfMonth('2026-11', versions)?.version).toBe(1);
  expect(policyOfMonth('2026-12', versions)?.version).toBe(2);
  expect(policyOfMonth('1999-12', versions)).toBeUndefined();
});

test('a version that ends on the first day of a month is no longer in force then', () => {
  const versions = [{ validFrom: '2000-01-01', validUntil: '2026-12-01' }];
  expect(policyOfMonth('2026-11', versions)).toBe(versions[0]);
  expect(policyOfMonth('2026-12', versions)).toBeUndefined();
});

test('values a stored version does not keep are those of the default', () => {
  expect(policyWith({ dailyCap: 2 })).toEqual({ ...defaultPolicy, dailyCap: 2 });
});

test('a policy is stored with its words in two lists, and read back the same', () => {
  const stored = storedPolicy(defaultPolicy);
  expect(stored.labelNames).toEqual(['Sangat Aktif', 'Aktif', 'Cukup Aktif', 'Kurang Aktif', 'Belum Berpartisipasi']);
  expect(policyFrom(stored)).toEqual(defaultPolicy);
});
