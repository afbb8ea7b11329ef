import { cleanName, disposition } from './attachment-name';

describe('the name of an attachment', () => {
  it.each([
    ['receipt.pdf', 'application/pdf', 'receipt.pdf'],
    ['../../etc/passwd', 'text/plain', 'passwd.txt'],
    ['C:\\Users\\me\\photo.JPG', 'image/jpeg', 'photo.jpg'],
    ['page.html', 'text/plain', 'page.html.txt'],
    ['a.png\0.html', 'image/png', 'a.png.html.png'],
    ['invoice\u202Egnp.exe', 'image/png', 'invoicegnp.exe.png'],
    ['CON', 'text/plain', '_CON.txt'],
    ['con.pdf', 'application/pdf', '_con.pdf'],
    ['two\r\nlines"; x="y.txt', 'text/plain', 'twolines__ x=_y.txt'],
    ['', 'image/webp', 'file.webp'],
    ['...', 'image/gif', 'file.gif'],
    ['.png', 'image/png', 'png.png'],
    ['Größe 日本.png', 'image/png', 'Größe 日本.png'],
  ])('of %j with content %s is %j', (given, mime, expected) => {
    expect(cleanName(given, mime)).toBe(expected);
  });

  it('is never longer than its column and never ends in half a character', () => {
    const name = cleanName(`${'👋'.repeat(3000)}.png`, 'image/png');

    expect(name.length).toBeLessThanOrEqual(200);
    expect(name).toMatch(/^(👋)+\.png$/u);
  });

  it('reaches old and new programs, and cannot leave its header', () => {
    expect(disposition('attachment', 'Größe (1).txt')).toBe(
      `attachment; filename="Gr__e (1).txt"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%281%29.txt`,
    );
    expect(disposition('inline', 'a"\r\nX: y')).toBe(
      `inline; filename="a___X: y"; filename*=UTF-8''a%22%0D%0AX%3A%20y`,
    );
  });
});
