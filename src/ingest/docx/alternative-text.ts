/** `C:\Users\…\photo.jpg`, `image1.png`: what programs write where nobody described the picture. */
const fileName = /^(?:[a-z]:\\.*|\S*\.(?:jpe?g|png|gif|webp|bmp|tiff?|emf|wmf|svg|heic))$/i;
const machineMade =
  /description automatically generated|ai-generated content may be incorrect|تم إنشاء الوصف تلقائي|تم إنشاؤه بواسطة الذكاء الاصطناعي/i;

/** The description that somebody wrote; neither a file's name, which may tell of a person's computer, nor a machine's guess. */
export function writtenDescription(text: string | undefined): string | undefined {
  const description = (text ?? '').replace(/\s+/g, ' ').trim();
  return description === '' || fileName.test(description) || machineMade.test(description)
    ? undefined
    : description;
}
