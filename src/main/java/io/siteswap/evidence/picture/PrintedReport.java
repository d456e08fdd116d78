package io.siteswap.evidence.picture;

import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.logging.Level;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** A report as PDF, with its diagrams behind it, a page each. */
public final class PrintedReport {
  /** A4, in points. */
  private static final PDRectangle LANDSCAPE = new PDRectangle(841.89f, 595.28f);

  private static final float MARGIN = 36;
  private static final float HEADING = 14;

  private PrintedReport() {}

  static {
    FontMappers.set(new OwnFont());
    // It tells the times of each of its steps otherwise, and what browsers alone know of our
    // styles.
    XRLog.listRegisteredLoggers().forEach(name -> XRLog.setLevel(name, Level.SEVERE));
  }

  /**
   * Writes it.
   *
   * @param xhtml the report, well-formed
   */
  public static void write(String xhtml, List<Diagram> diagrams, OutputStream out)
      throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDFont letters = OwnFont.in(document);
      write(xhtml, letters, document);
      for (Diagram diagram : diagrams) {
        add(document, letters, diagram);
      }
      document.save(out);
    }
  }

  private static void write(String xhtml, PDFont letters, PDDocument into) throws IOException {
    var builder = new PdfRendererBuilder();
    builder.useFastMode();
    builder.useFont(new PDFontSupplier(letters), "Liberation Sans");
    // It loads nothing: whatever it needs stands in it.
    builder.useUriResolver((base, uri) -> null);
    builder.withHtmlContent(xhtml, null);
    builder.withProducer("Siteswap");
    builder.usePDDocument(into);
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.createPDFKeepOpen();
    }
  }

  private static void add(PDDocument document, PDFont font, Diagram diagram) throws IOException {
    var page = new PDPage(LANDSCAPE);
    document.addPage(page);
    Box frame = diagram.frame();
    double wide = page.getMediaBox().getWidth() - 2 * MARGIN;
    double high = page.getMediaBox().getHeight() - 3 * MARGIN;
    double scale = Math.min(1, Math.min(wide / frame.width(), high / frame.height()));
    double foot = MARGIN + high - frame.height() * scale;
    try (var content = new PDPageContentStream(document, page)) {
      content.beginText();
      content.setFont(font, HEADING);
      content.newLineAtOffset(MARGIN, page.getMediaBox().getHeight() - 1.5f * MARGIN);
      content.showText("The diagram: " + diagram.name());
      content.endText();
      diagram.draw(new PdfPen(content, font, frame, scale, new Point(MARGIN, foot)));
    }
  }
}
