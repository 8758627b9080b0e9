import { sourceFiles } from './source';

/** Common misspellings of formal Bahasa Indonesia, and words the province's papers do not use. */
const wrong =
  /\b(silahkan|ijin|resiko|aktifitas|analisa|sistim|Nopember|praktek|merubah|dirubah|antrian|hoax|perlindungan data|kamu|mohon maaf|oops|di unggah|di simpan|di kirim|diatas|dibawah|disini|disana|kwitansi|jadual|obyek|apotik|tehnis|kwalitas|nasehat|standarisasi|sekedar)\b/i;

describe('the words on screens', () => {
  it('are spelled as the language board and the glossary ask', () => {
    const bad = sourceFiles()
      .filter(({ room }) => room !== 'links')
      .flatMap(({ path, text }) =>
        text
          .split('\n')
          .map((line, index) => ({ line, at: `${path}:${index + 1}: ${wrong.exec(line)?.[0] ?? ''}` }))
          .filter(({ line }) => wrong.test(line) && !/hoax_report|hoaxes|dari antrian/.test(line))
          .map(({ at }) => at),
      );
    expect(bad).toEqual([]);
  });
});
