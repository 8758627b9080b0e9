/*
 * The usual reasons for returning or rejecting a share, so that everybody reads the same words for the same thing.
 * A return asks for something that can be mended; a rejection says what makes the share none of this item. The person
 * reads the Indonesian sentence, followed by the reviewer's own words.
 *   returned, picture_wanted, "Mohon hari ini juga." → "Bukti belum cukup. Sertakan tangkapan layar unggahan Anda. Mohon hari ini juga."
 * Source: the sample strings of the programme, no. 5, 7 and 13; the evidence rules for links.
 */
import { type Words, words } from '../kernel/refusal';

export type ReasonedVerdict = 'returned' | 'rejected';

/** In the order of the screen. */
export const reasonSentences: Record<ReasonedVerdict, Record<string, Words>> = {
  returned: {
    link_unopenable: words(
      'Tautan tidak dapat dibuka. Pastikan unggahannya terlihat oleh umum, lalu kirim tautannya kembali.',
      'The link cannot be opened. Make sure that everybody can see the post and send its link again.',
    ),
    link_elsewhere: words(
      'Tautan mengarah ke unggahan lain. Kirim tautan unggahan yang memuat materi ini.',
      'The link points to another post. Send the link of the post with this item.',
    ),
    statement_unclear: words(
      'Keterangan belum menyebut di mana dan kepada siapa materi disampaikan. Lengkapi keterangannya.',
      'The statement does not say where and to whom the item was passed on. Complete it.',
    ),
    picture_wanted: words(
      'Bukti belum cukup. Sertakan tangkapan layar unggahan Anda.',
      'The evidence is not enough. Add a screenshot of your post.',
    ),
    name_unseen: words(
      'Tangkapan layar tidak menampilkan nama akun. Sertakan yang menampilkannya.',
      'The screenshot does not show the name of the account. Add one that does.',
    ),
  },
  rejected: {
    other_content: words('Yang dibagikan bukan materi ini.', 'What was shared is not this item.'),
    changed_content: words(
      'Isi materi diubah sehingga maknanya berbeda.',
      'The item was changed so that it says something else.',
    ),
    not_own: words('Unggahan ini bukan unggahan Anda.', 'This post is not yours.'),
    before_item: words(
      'Unggahan dibuat sebelum materi ini diterbitkan.',
      'The post was made before this item was published.',
    ),
    nothing_shown: words(
      'Bukti tidak menunjukkan bahwa materi ini disampaikan.',
      'The evidence does not show that this item was passed on.',
    ),
  },
};
