/** The code of a scanned slip stands behind `#` and never reaches a server: it is put into the form and out of sight. */
const scanned = decodeURIComponent(location.hash.slice(1)).replace(/[\s-]/g, '');
const field = document.getElementById('code');
if (field instanceof HTMLInputElement && /^[0-9a-z]{10}$/i.test(scanned)) {
  field.value = scanned;
  history.replaceState(null, '', location.pathname + location.search);
}

export {};
