ALTER TABLE "passkey_challenges" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "passkeys" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "passkey_challenges" CASCADE;--> statement-breakpoint
DROP TABLE "passkeys" CASCADE;--> statement-breakpoint
ALTER TABLE "adjustment_targets" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX "dockets_order_idx" ON "dockets" USING btree ("year","number","id");--> statement-breakpoint
CREATE INDEX "dockets_outcome_idx" ON "dockets" USING btree ("outcome","year","number","id");--> statement-breakpoint
CREATE INDEX "dockets_review_idx" ON "dockets" USING btree ("state","review_on","id");--> statement-breakpoint
ALTER TABLE "posting_outcomes" DROP COLUMN "new_graduates";--> statement-breakpoint
ALTER TABLE "posting_outcomes" DROP COLUMN "same_occupation";