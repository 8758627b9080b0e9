import { words, type Words } from '../kernel/refusal';
import { Card } from '../web/components';
import { Submit } from '../web/fields';
import { Page } from '../web/layout';
import { inAttribute } from '../web/typed';
import type { View } from '../web/view';

interface GuideValues {
  /** Where the reader goes on after the word that it was read; null: it was read before. */
  next: string | null;
}

/** *Panduan*: on one screen, what to mind before sharing and what Gaung never asks. */
export function guidePage(view: View, { next }: GuideValues): JSX.Element {
  return (
    <Page view={view} title={view.s('Panduan membagikan', 'Guide to sharing')}>
      <Card>
        <ol class="grid list-decimal gap-2 pl-5">
          {points.map(({ head, text }) => (
            <li>
              <strong>{view.w(head)}</strong> {text ? view.w(text) : ''}
            </li>
          ))}
        </ol>
        <p class="text-sm text-muted">
          {view.t(
            'Dasar: SE MenPANRB 137/2018 butir 1, 3, 6, 7, dan 8; SKB netralitas ASN 2/2022.',
            'Basis: circular SE MenPANRB 137/2018, points 1, 3, 6, 7 and 8; joint decree 2/2022 on the neutrality of civil servants.',
          )}
        </p>
      </Card>
      {next === null ? (
        ''
      ) : (
        <form method="post" action="/panduan">
          <input type="hidden" name="lanjut" value={inAttribute(next)} />
          <Submit>{view.t('Saya mengerti', 'I understand')}</Submit>
        </form>
      )}
    </Page>
  );
}

const points: { head: Words; text?: Words }[] = [
  {
    head: words('Sumber jelas, isi benar.', 'Clear source, true content.'),
    text: words(
      'Buka sumbernya dahulu. Bila ragu, jangan bagikan.',
      'Open the source first. When in doubt, do not share.',
    ),
  },
  { head: words('Tanpa hoaks, fitnah, dan kebencian.', 'No false news, no slander, no hatred.') },
  { head: words('Jaga rahasia jabatan dan data pribadi.', 'Keep official secrets and personal data.') },
  {
    head: words('Netral dalam pemilu.', 'Neutral in elections.'),
    text: words(
      'Jangan mengunggah, membagikan, menyukai, mengomentari, atau mengikuti calon dan partai.',
      'Do not post, share, like, comment on or follow candidates and parties.',
    ),
  },
  {
    head: words('Semua cara bernilai sama.', 'Every way earns the same.'),
    text: words(
      'Tatap muka, papan pengumuman, akun kantor, atau grup WhatsApp dihitung penuh. Atasan tidak diberi tahu apakah Anda memiliki akun.',
      'In person, a notice board, the office account or a WhatsApp group count in full. No superior is told whether you have an account.',
    ),
  },
  {
    head: words('Hidup pribadi tetap pribadi.', 'Private life stays private.'),
    text: words(
      'Gaung tidak pernah meminta kata sandi, daftar akun, pengikut, atau suka.',
      'Gaung never asks for passwords, a list of accounts, followers or likes.',
    ),
  },
  {
    head: words('Bila materinya ditarik,', 'If an item is withdrawn,'),
    text: words(
      'hapus unggahan Anda. Yang sudah Anda sebarkan tidak merugikan Anda.',
      'delete your post. Having shared it is not held against you.',
    ),
  },
];
