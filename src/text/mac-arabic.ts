/**
 * Bytes 80 to FF of MacArabic, which `TextDecoder` lacks (Unicode's MAPPINGS/VENDORS/APPLE/ARABIC.TXT). A0 to BF are
 * ASCII's signs once more, for use in text from right to left; only the digits, the comma, the semicolon, the question
 * mark and the percent sign have shapes of their own there.
 */
export const macArabicHigh =
  'Ä\u00A0ÇÉÑÖÜáàâäں«çéèêëí…îïñó»ôö÷úùûü' +
  ' !"#$٪&\'()*+،-./٠١٢٣٤٥٦٧٨٩:؛<=>؟' +
  '❊ءآأؤإئابةتثجحخدذرزسشصضطظعغ[\\]^_' +
  'ـفقكلمنهوىي\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652پٹچەڤگڈڑ{|}ژے';
