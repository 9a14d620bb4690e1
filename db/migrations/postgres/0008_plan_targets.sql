ALTER TABLE "adjustment_targets" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX "dockets_order_idx" ON "dockets" USING btree ("year","number","id");--> statement-breakpoint
CREATE INDEX "dockets_outcome_idx" ON "dockets" USING btree ("outcome","year","number","id");--> statement-breakpoint
CREATE INDEX "dockets_review_idx" ON "dockets" USING btree ("state","review_on","id");