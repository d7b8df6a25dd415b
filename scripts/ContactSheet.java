import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Puts square pictures of one size into rows of one JPEG: {@code FILE COLUMNS PICTURE...}. */
final class ContactSheet {
  private static final float QUALITY = 0.92f;

  private ContactSheet() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    int columns = Integer.parseInt(arguments[1]);
    List<String> pictures = Arrays.asList(arguments).subList(2, arguments.length);

    write(sheet(pictures, columns), file);
    System.out.printf("%s: %d pictures, %d bytes%n", file, pictures.size(), Files.size(file));
  }

  private static BufferedImage sheet(List<String> pictures, int columns) throws IOException {
    int side = ImageIO.read(Path.of(pictures.getFirst()).toFile()).getWidth();
    int rows = Math.ceilDiv(pictures.size(), columns);
    BufferedImage sheet =
        new BufferedImage(columns * side, rows * side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    for (int i = 0; i < pictures.size(); i++) {
      BufferedImage picture = ImageIO.read(Path.of(pictures.get(i)).toFile());
      graphics.drawImage(picture, i % columns * side, i / columns * side, null);
    }
    graphics.dispose();
    return sheet;
  }

  private static void write(BufferedImage sheet, Path file) throws IOException {
    Files.deleteIfExists(file); // an image stream would leave the end of a longer file
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(QUALITY);
    try (ImageOutputStream output = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(sheet, null, null), parameters);
    } finally {
      writer.dispose();
    }
  }
}
